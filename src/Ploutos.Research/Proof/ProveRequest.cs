using System.Text.Json.Serialization;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Proof;

/// <summary>What is to be proven.</summary>
public sealed record ProveRequest
{
    /// <summary>Bars to prove on, as in <see cref="ImportRequest"/>, read and checked but not
    /// stored; null uses those in the store.</summary>
    public string? Source { get; init; }

    /// <summary>Names; null or empty for all three.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Only these; null for a sample of all.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>How many markets of pure noise to run the pipeline on; 0 leaves that part
    /// out.</summary>
    public int Noise { get; init; }

    /// <summary>First day of the test; null tests on the last 15 % of the days.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int Window { get; init; } = 16;

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Cores to use; null for all of the machine. The figures are the same at any
    /// number.</summary>
    public int? Cores { get; init; }

    /// <summary>The folder in which shards made the units (<see cref="ProveShardWorkflow"/>): they are taken
    /// from there, and all must be there. Null makes them here.</summary>
    public string? Merge { get; init; }
}
