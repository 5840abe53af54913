using System.Text.Json.Serialization;
using Ploutos.Research.Training;

namespace Ploutos.Signals.Predict;

/// <summary>One expert's part in a prediction.</summary>
public sealed record ExpertOpinion
{
    /// <summary>momentum, reversion, volatility.</summary>
    [JsonPropertyName("expert")]
    public required string Expert { get; init; }

    /// <summary>UP, DOWN, HIGH or LOW: the likelier class.</summary>
    [JsonPropertyName("class")]
    public required string Class { get; init; }

    /// <summary>The names of class 0 and class 1 of an expert of a file; null for a built-in one.</summary>
    [JsonPropertyName("classes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Calibrated probability of UP or HIGH, or of class 1 of an expert of a file.</summary>
    [JsonPropertyName("probability")]
    public required double Probability { get; init; }

    /// <summary>Its vote in [-1, 1].</summary>
    [JsonPropertyName("vote")]
    public required double Vote { get; init; }

    /// <summary>Its weight.</summary>
    [JsonPropertyName("weight")]
    public required double Weight { get; init; }

    /// <summary>The model's version.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>What the out-of-sample test says of it, in one line.</summary>
    [JsonPropertyName("evidence")]
    public required string Evidence { get; init; }

    /// <summary>Whether its advantage over its best baselines is beyond chance, out of sample.</summary>
    [JsonPropertyName("proven")]
    public bool Proven { get; init; }

    /// <summary>PROVEN, UNPROVEN, WORSE or NOT KNOWN; null in logs of earlier versions.</summary>
    [JsonPropertyName("verdict")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProofVerdict? Verdict { get; init; }

    /// <summary>The base rate serves: the probability is the base rate, and the vote counts
    /// nothing.</summary>
    [JsonPropertyName("abstains")]
    public bool Abstains { get; init; }

    /// <summary>Who answered, and by how much it is better or worse than the others. Not kept in the
    /// log.</summary>
    [JsonPropertyName("serving")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServingSummary? Serving { get; init; }

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
