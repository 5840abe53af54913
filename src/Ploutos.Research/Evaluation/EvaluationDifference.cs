using System.Text.Json.Serialization;

namespace Ploutos.Research.Evaluation;

/// <summary>In what an evaluation differs from the models that predict.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluationDifference>))]
public enum EvaluationDifference
{
    /// <summary>Other hyperparameters, window or seed.</summary>
    [JsonStringEnumMemberName("models")]
    Models,

    /// <summary>Other tickers.</summary>
    [JsonStringEnumMemberName("tickers")]
    Tickers,

    /// <summary>The same tickers on other days, or with other prices.</summary>
    [JsonStringEnumMemberName("days")]
    Days,

    /// <summary>An evaluation of an earlier version does not name its hyperparameters.</summary>
    [JsonStringEnumMemberName("not_known")]
    NotKnown,
}
