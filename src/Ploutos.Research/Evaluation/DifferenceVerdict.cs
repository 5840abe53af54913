using System.Text.Json.Serialization;

namespace Ploutos.Research.Evaluation;

/// <summary>What an interval of a difference allows to be said.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifferenceVerdict>))]
public enum DifferenceVerdict
{
    /// <summary>Better beyond chance.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>Worse beyond chance.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>Statistically indistinguishable.</summary>
    [JsonStringEnumMemberName("not told apart")]
    Indistinguishable,
}
