using Ploutos.Research.Training;

namespace Ploutos.Workflows.Views;

/// <summary>A prediction in short.</summary>
/// <param name="Signal">STRONG BUY ... STRONG SELL, after the evidence was asked.</param>
/// <param name="RawSignal">What the score alone says.</param>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Experts">momentum, reversion, volatility.</param>
/// <param name="Verdict">What is known of the signal's worth (<see cref="SignalProof"/>).</param>
public sealed record PredictionGlance(
    string Signal,
    string RawSignal,
    double Score,
    IReadOnlyList<OpinionGlance> Experts,
    ProofVerdict Verdict
);
