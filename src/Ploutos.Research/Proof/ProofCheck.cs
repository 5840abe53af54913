using System.Text.Json.Serialization;

namespace Ploutos.Research.Proof;

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
