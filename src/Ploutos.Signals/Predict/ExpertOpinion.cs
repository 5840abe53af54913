using System.Text.Json.Serialization;
using Ploutos.Research.Training;

namespace Ploutos.Signals.Predict;

/// <summary>One expert's part in a prediction.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Class">UP, DOWN, HIGH or LOW: the likelier class.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Vote">Its vote in [-1, 1].</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Evidence">What the out-of-sample test says of it, in one line.</param>
public sealed record ExpertOpinion(
    [property: JsonPropertyName("expert")] string Expert,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("probability")] double Probability,
    [property: JsonPropertyName("vote")] double Vote,
    [property: JsonPropertyName("weight")] double Weight,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("evidence")] string Evidence
)
{
    /// <summary>Whether its advantage over its best baselines is beyond chance, out of sample.</summary>
    [JsonPropertyName("proven")]
    public bool Proven { get; init; }

    /// <summary>What the signal's day was to the model; null in logs of earlier versions.</summary>
    [JsonPropertyName("day_role")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DayRole? DayRole { get; init; }

    /// <summary>How it stands against the baselines. Not kept in the log: the version names the
    /// model whose folder holds it.</summary>
    [JsonPropertyName("proof")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExpertEvidence? Proof { get; init; }
}
