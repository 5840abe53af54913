using System.Text.Json.Serialization;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Proof;

/// <summary>What is to be proven.</summary>
/// <param name="Source">Bars to prove on, as in <see cref="ImportRequest"/>, read and checked but
/// not stored; null uses those in the store.</param>
/// <param name="Experts">Names; null or empty for all three.</param>
/// <param name="Tickers">Only these; null for a sample of all.</param>
/// <param name="Noise">How many markets of pure noise to run the pipeline on; 0 leaves that
/// part out.</param>
/// <param name="TestFrom">First day of the test; null tests on the last 15 % of the days.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Cores">Cores to use; null for all of the machine. The figures are the same at any
/// number.</param>
public sealed record ProveRequest(
    string? Source = null,
    IReadOnlyList<string>? Experts = null,
    IReadOnlyList<string>? Tickers = null,
    int Noise = 0,
    DateOnly? TestFrom = null,
    int Window = 16,
    int Seed = 42,
    int? Cores = null
);
