using System.Text.Json.Serialization;
using Ploutos.Experts.Registry;

namespace Ploutos.Research.Training;

/// <summary>What a test on later days says of a forecaster against its baselines.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofVerdict>))]
public enum ProofVerdict
{
    /// <summary>Better than the best baseline, after the correction for all comparisons.</summary>
    [JsonStringEnumMemberName("PROVEN")]
    Proven,

    /// <summary>Not statistically distinguishable from the best baseline.</summary>
    [JsonStringEnumMemberName("UNPROVEN")]
    Unproven,

    /// <summary>Worse than the best baseline: the interval of a gain lies below 0.</summary>
    [JsonStringEnumMemberName("WORSE")]
    Worse,

    /// <summary>There is no test.</summary>
    [JsonStringEnumMemberName("NOT KNOWN")]
    NotKnown,
}

/// <summary>Words for <see cref="ProofVerdict"/>.</summary>
public static class ProofVerdicts
{
    /// <summary>PROVEN, UNPROVEN, WORSE or NOT KNOWN.</summary>
    public static string Text(this ProofVerdict verdict) =>
        verdict switch
        {
            ProofVerdict.Proven => "PROVEN",
            ProofVerdict.Unproven => "UNPROVEN",
            ProofVerdict.Worse => "WORSE",
            _ => "NOT KNOWN",
        };

    /// <summary>The verdict of a stored test.</summary>
    public static ProofVerdict Of(EvidenceVerdict? verdict) =>
        verdict switch
        {
            EvidenceVerdict.Proven => ProofVerdict.Proven,
            EvidenceVerdict.Unproven => ProofVerdict.Unproven,
            EvidenceVerdict.Worse => ProofVerdict.Worse,
            _ => ProofVerdict.NotKnown,
        };
}
