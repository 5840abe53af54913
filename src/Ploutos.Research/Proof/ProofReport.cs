using System.Text.Json.Serialization;

namespace Ploutos.Research.Proof;

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
