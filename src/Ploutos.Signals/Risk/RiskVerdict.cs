using System.Text.Json.Serialization;

namespace Ploutos.Signals.Risk;

/// <summary>Whether a forecaster is better than its baselines, by a test on later days.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RiskVerdict>))]
public enum RiskVerdict
{
    /// <summary>Better than the best baseline, after the correction for all comparisons.</summary>
    [JsonStringEnumMemberName("PROVEN")]
    Proven,

    /// <summary>Not statistically distinguishable from the best baseline.</summary>
    [JsonStringEnumMemberName("UNPROVEN")]
    Unproven,

    /// <summary>Worse than the best baseline.</summary>
    [JsonStringEnumMemberName("WORSE")]
    Worse,

    /// <summary>There is no test.</summary>
    [JsonStringEnumMemberName("NOT KNOWN")]
    NotKnown,
}
