namespace Ploutos.Signals.Replay;

/// <summary>What a replay found.</summary>
/// <param name="Compared">Recorded days of tickers that were run again.</param>
/// <param name="Equal">Those that came out the same, to the last bit of the score.</param>
/// <param name="Differences">The others.</param>
public sealed record ReplayReport(int Compared, int Equal, IReadOnlyList<ReplayDifference> Differences);
