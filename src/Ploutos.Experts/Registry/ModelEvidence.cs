using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Registry;

/// <summary>An expert held against one baseline, on the same rows.</summary>
/// <param name="Name">base_rate, logistic, momentum_12_1, reversal_5, har, ewma,
/// deviation20.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Auc">The baseline's AUC.</param>
/// <param name="LogLoss">The baseline's log-loss.</param>
/// <param name="AucGain">The expert's AUC less the baseline's, paired: above 0 the expert is
/// better.</param>
/// <param name="LogLossGain">The baseline's log-loss less the expert's, paired: above 0 the expert
/// is better.</param>
public sealed record BaselineEvidence(
    string Name,
    string Description,
    Estimate Auc,
    Estimate LogLoss,
    Estimate AucGain,
    Estimate LogLossGain
)
{
    /// <summary>p-value of the gain in AUC, corrected for all comparisons of the test by Holm's
    /// method; null in a file of an earlier Ploutos.</summary>
    public double? AucPValue { get; init; }

    /// <summary>p-value of the gain in log-loss, corrected in the same way.</summary>
    public double? LogLossPValue { get; init; }
}

/// <summary>What is known of a model's worth: <c>evidence.json</c> in its folder. The baseline with
/// the highest AUC on the same rows, and the one with the lowest log-loss, are picked with the
/// test's own hindsight, which favours them.</summary>
public sealed record ModelEvidence
{
    /// <summary>The version of this file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>A test of the very model on days after those it was made from.</summary>
    public const string Holdout = "holdout";

    private const double Rounding = 1e-9;

    /// <summary>Layout of this file.</summary>
    public required int Format { get; init; }

    /// <summary>The model's version; set when it is saved.</summary>
    public required string Version { get; init; }

    /// <summary>How it was had: <see cref="Holdout"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>First day tested.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day tested.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Days tested.</summary>
    public required int Days { get; init; }

    /// <summary>Rows tested, the same for expert and baselines.</summary>
    public required int Rows { get; init; }

    /// <summary>Level of all intervals, as 0.95.</summary>
    public required double Level { get; init; }

    /// <summary>Resamples of the stationary bootstrap of days.</summary>
    public required int Resamples { get; init; }

    /// <summary>Mean length of a run of days in a resample.</summary>
    public required int BlockDays { get; init; }

    /// <summary>AUC of the forecaster that serves, by its own ranking: calibration changes
    /// none.</summary>
    public required Estimate Auc { get; init; }

    /// <summary>Log-loss of the forecaster that serves; a network's is calibrated.</summary>
    public required Estimate LogLoss { get; init; }

    /// <summary>All baselines.</summary>
    public required IReadOnlyList<BaselineEvidence> Baselines { get; init; }

    /// <summary>The baseline with the highest AUC on these rows.</summary>
    [JsonIgnore]
    public BaselineEvidence BestByAuc => Baselines.MaxBy(b => b.Auc.Value)!;

    /// <summary>The baseline with the lowest log-loss on these rows.</summary>
    [JsonIgnore]
    public BaselineEvidence BestByLogLoss => Baselines.MinBy(b => b.LogLoss.Value)!;

    /// <summary>What the test says of the model, out of sample.</summary>
    [JsonIgnore]
    public EvidenceVerdict Verdict
    {
        get
        {
            if (Baselines.Count == 0)
                return EvidenceVerdict.NotKnown;
            Estimate auc = BestByAuc.AucGain,
                loss = BestByLogLoss.LogLossGain;
            return !double.IsFinite(auc.Low + auc.High + loss.Low + loss.High) ? EvidenceVerdict.NotKnown
                : auc.High < 0 || loss.High < 0 ? EvidenceVerdict.Worse
                : auc.Low > 0 && loss.Low > 0 && SurvivesCorrection ? EvidenceVerdict.Proven
                : EvidenceVerdict.Unproven;
        }
    }

    /// <summary>Whether the model is proven.</summary>
    [JsonIgnore]
    public bool Proven => Verdict == EvidenceVerdict.Proven;

    // An earlier Ploutos stored no p-values; its evidence is read by its own rule.
    private bool SurvivesCorrection =>
        !(BestByAuc.AucPValue > 1 - Level + Rounding) && !(BestByLogLoss.LogLossPValue > 1 - Level + Rounding);
}

/// <summary>JSON of the evidence.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ModelEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

/// <summary>The evidence in a model's folder.</summary>
internal static class EvidenceFile
{
    public const string Name = "evidence.json";

    public static byte[] Serialise(ModelEvidence evidence, string version) =>
        JsonSerializer.SerializeToUtf8Bytes(evidence with { Version = version }, EvidenceJson.Default.ModelEvidence);

    /// <summary>The evidence for a version, or null: a model of an earlier Ploutos has none, and a
    /// file that is broken or about another version proves nothing. Neither keeps the model from
    /// predicting.</summary>
    public static ModelEvidence? Read(string folder, string version)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;
        try
        {
            ModelEvidence? evidence = JsonSerializer.Deserialize(
                File.ReadAllBytes(path),
                EvidenceJson.Default.ModelEvidence
            );
            return
                evidence is { Format: ModelEvidence.CurrentFormat }
                && evidence.Version == version
                && evidence.Baselines.All(baseline => baseline is not null)
                ? evidence
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
