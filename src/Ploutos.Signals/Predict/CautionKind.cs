using System.Text.Json.Serialization;

namespace Ploutos.Signals.Predict;

/// <summary>What a <see cref="Caution"/> is about.</summary>
public enum CautionKind
{
    /// <summary>A finished trading day is missing.</summary>
    Stale,

    /// <summary>The source could not be asked; its fault is told in <see cref="Caution.Text"/>
    /// alone.</summary>
    NotUpdated,

    /// <summary>The vote's thresholds were fitted for other versions of the models.</summary>
    OtherThresholds,

    /// <summary>The bars are simulated, the models are not.</summary>
    SimulatedBars,

    /// <summary>A model was trained on simulated bars, and these are not.</summary>
    SimulatedModel,

    /// <summary>The day is not known to be out of the sample of every model.</summary>
    InSample,

    /// <summary>A model was not trained on the ticker.</summary>
    OtherTickers,

    /// <summary>The bars hold a serious finding, which was accepted.</summary>
    SeriousFinding,
}
