using System.Text.Json.Serialization;
using Ploutos.Research.Proof;

namespace Ploutos.Research.Programs;

/// <summary>What the proof of a program found.</summary>
public sealed record ProgramProof
{
    /// <summary>The line that was run.</summary>
    public required string Command { get; init; }

    /// <summary>Where the bars came from.</summary>
    public required string Source { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The tickers that the program was given.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>First bar.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last bar.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The columns that the program writes, without ticker and date.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows that it writes of the bars as they are.</summary>
    public required int Rows { get; init; }

    /// <summary>How often the program ran.</summary>
    public required int Runs { get; init; }

    /// <summary>repeat, future and reads, in this order.</summary>
    public required IReadOnlyList<ProofCheck> Checks { get; init; }

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether every check passed.</summary>
    [JsonPropertyName("passed")]
    public bool Passed => Checks.All(c => c.Passed);
}
