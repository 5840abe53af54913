using Ploutos.Experts.Calibration;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Neural;

namespace Ploutos.Experts;

/// <summary>A trained, calibrated expert: from features to the probability of its class 1.</summary>
/// <param name="Definition">Which expert.</param>
/// <param name="Parameters">Its network.</param>
/// <param name="Scaler">The training days' scaler.</param>
/// <param name="Calibrator">Fitted on the validation days.</param>
/// <param name="Card">What is known of it.</param>
public sealed record TrainedExpert(
    ExpertDefinition Definition,
    NetworkParameters Parameters,
    StandardScaler Scaler,
    Calibrator Calibrator,
    ModelCard Card
)
{
    /// <summary>What its test says against the baselines; null where nothing is known.</summary>
    public ModelEvidence? Evidence { get; init; }

    /// <summary>Bars that its attention sees.</summary>
    public int Window => Parameters.Shape.Window;

    /// <summary>Bars a series must have for a prediction: those of its features, and its window.</summary>
    public int RequiredBars => Definition.Features.RequiredBars + Window - 1;
}
