using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>Which forecaster is to answer the volatility question.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VolatilityModel>))]
public enum VolatilityModel
{
    /// <summary>The one that the rule of the validation folds names.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>The attention network.</summary>
    [JsonStringEnumMemberName("network")]
    Network,

    /// <summary>The risk model.</summary>
    [JsonStringEnumMemberName("risk")]
    Risk,
}
