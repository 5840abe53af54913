using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

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

/// <summary>One figure of a check.</summary>
/// <param name="Subject">What it is about: an expert, or all.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its interval, where it has one.</param>
/// <param name="High">Upper end.</param>
/// <param name="Expected">What an honest pipeline gives, where that is known.</param>
public sealed record ProofFigure(
    string Subject,
    string Name,
    double Value,
    double? Low = null,
    double? High = null,
    double? Expected = null
);

/// <summary>One check.</summary>
/// <param name="Name">future, shuffled, planted, noise, scaler or split.</param>
/// <param name="Claim">What is claimed, in one sentence.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Summary">What was done and found, in one sentence.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Faults">What speaks against the claim, with tickers, days and features; empty where
/// it passed.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record ProofCheck(
    string Name,
    string Claim,
    bool Passed,
    string Summary,
    IReadOnlyList<ProofFigure> Figures,
    IReadOnlyList<string> Faults,
    double Seconds
);

/// <summary>What a proof found.</summary>
/// <param name="Source">Where the bars came from.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Experts">The experts.</param>
/// <param name="Tickers">The tickers that were taken.</param>
/// <param name="From">First bar.</param>
/// <param name="To">Last bar.</param>
/// <param name="TestFrom">First day of the test.</param>
/// <param name="Budget">How the trainings were cut short, in one sentence.</param>
/// <param name="Checks">The checks, in the order they ran.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record ProofReport(
    string Source,
    bool Simulated,
    IReadOnlyList<string> Experts,
    IReadOnlyList<string> Tickers,
    DateOnly From,
    DateOnly To,
    DateOnly TestFrom,
    string Budget,
    IReadOnlyList<ProofCheck> Checks,
    double Seconds
)
{
    /// <summary>Whether every check passed.</summary>
    [JsonPropertyName("passed")]
    public bool Passed => Checks.All(c => c.Passed);
}
