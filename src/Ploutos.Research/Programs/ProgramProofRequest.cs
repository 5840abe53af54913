namespace Ploutos.Research.Programs;

/// <summary>A program of the user's that is to be proven.</summary>
/// <param name="Command">A line for the system's shell with the places <c>{bars}</c> (a folder with a CSV
/// file a ticker) and <c>{out}</c> (the CSV file to write: ticker, date, a column a feature or
/// signal).</param>
public sealed record ProgramProofRequest(string Command)
{
    /// <summary>Bars to prove on, read and checked but not stored; null uses those in the
    /// store.</summary>
    public string? Source { get; init; }

    /// <summary>Only these; null for a sample of all.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Seed of the bars that are made up.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How long one run may take, above 0.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that one run may write, above 0.</summary>
    public long SizeLimit { get; init; } = 256L << 20;
}
