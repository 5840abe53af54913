namespace Ploutos.Signals.Replay;

/// <summary>A day that came out otherwise than it was recorded.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Recorded">Signal and score then, or the reason.</param>
/// <param name="Replayed">Signal and score now, or the reason.</param>
/// <param name="Cause">bars revised, bars lost, columns revised, columns lost, model missing, model
/// changed, thresholds, code, or unexplained.</param>
/// <param name="Detail">One sentence.</param>
public sealed record ReplayDifference(
    string Ticker,
    DateOnly AsOf,
    string Recorded,
    string Replayed,
    string Cause,
    string Detail
);
