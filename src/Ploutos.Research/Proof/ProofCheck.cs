using System.Text.Json.Serialization;

namespace Ploutos.Research.Proof;

/// <summary>One check.</summary>
public sealed record ProofCheck
{
    /// <summary>split, scaler, future, shuffled, planted, market-future, market-shuffled or
    /// noise.</summary>
    public required string Name { get; init; }

    /// <summary>What is claimed, in one sentence.</summary>
    public required string Claim { get; init; }

    /// <summary>Whether it holds.</summary>
    public required bool Passed { get; init; }

    /// <summary>What was done and found, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<ProofFigure> Figures { get; init; }

    /// <summary>What speaks against the claim, with tickers, days and features; empty where it
    /// passed.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }
}
