using System.Text.Json.Serialization;

namespace Ploutos.Research.Proof;

/// <summary>What a proof found.</summary>
public sealed record ProofReport
{
    /// <summary>Where the bars came from.</summary>
    public required string Source { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The experts.</summary>
    public required IReadOnlyList<string> Experts { get; init; }

    /// <summary>The tickers that were taken.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>First bar.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last bar.</summary>
    public required DateOnly To { get; init; }

    /// <summary>First day of the test.</summary>
    public required DateOnly TestFrom { get; init; }

    /// <summary>How the trainings were cut short, in one sentence.</summary>
    public required string Budget { get; init; }

    /// <summary>The checks, in the order they ran.</summary>
    public required IReadOnlyList<ProofCheck> Checks { get; init; }

    /// <summary>Checks that these bars do not allow, each with the reason; empty where all
    /// ran.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether every check passed.</summary>
    [JsonPropertyName("passed")]
    public bool Passed => Checks.All(c => c.Passed);
}
