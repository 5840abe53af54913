using Ploutos.Research.Training;

namespace Ploutos.Workflows.Views;

/// <summary>A risk forecast in short.</summary>
/// <param name="Volatility">Forecast volatility of the next five bars, a year: 0.2 is 20 %.</param>
/// <param name="Low">Lower end of its 80 % interval.</param>
/// <param name="High">Upper end of its 80 % interval.</param>
/// <param name="LossLimit">The move that 5 % of moves over the five bars fall below: -0.05 is a loss of
/// 5 %.</param>
/// <param name="Change">Change of the forecast since the ticker's bar before: 0.1 is a tenth more; null
/// where it is not known.</param>
/// <param name="Verdict">What the model's test says.</param>
public sealed record RiskGlance(
    double Volatility,
    double Low,
    double High,
    double LossLimit,
    double? Change,
    ProofVerdict Verdict
);
