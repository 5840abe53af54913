using System.Text.Json.Serialization;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Serving;
using Ploutos.Research.Training;

namespace Ploutos.Research.Evaluation;

/// <summary>All that was measured of one question, on rows that every forecaster forecast.</summary>
public sealed record QuestionEvaluation
{
    private const double Chance = 0.05;

    /// <summary>momentum, reversion, volatility, ensemble_5d (the vote against the direction of
    /// five days) or ensemble_1d (of one day).</summary>
    public required string Question { get; init; }

    /// <summary>What is forecast, in words.</summary>
    public required string Label { get; init; }

    /// <summary>What class 0 and class 1 are called; null in evaluations of versions before these
    /// names.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>The same, where it is not kept those of the three experts that there were.</summary>
    [JsonIgnore]
    public (string Low, string High) ClassNames =>
        Classes is [{ } low, { } high] ? (low, high)
        : Question == "volatility" ? ("LOW", "HIGH")
        : ("DOWN", "UP");

    /// <summary>Rows judged (of one path).</summary>
    public required int Rows { get; init; }

    /// <summary>Days judged.</summary>
    public required int Days { get; init; }

    /// <summary>Share of class 1 among the rows.</summary>
    public required double BaseRate { get; init; }

    /// <summary>v7.1 and v7, onnx or boosting; the baselines, and V7.1 with parts left out.</summary>
    public required IReadOnlyList<ForecasterEvaluation> Forecasters { get; init; }

    /// <summary>v7.1 against v7, v7.1 against each baseline, each ablation against v7.1.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Name of the baseline with the lowest log-loss on these rows: the one that must be
    /// beaten.</summary>
    public required string BestBaseline { get; init; }

    /// <summary>Who is judged: v7.1, onnx where the expert's model is one of another program, or boosting where
    /// it is boosted trees.</summary>
    [JsonIgnore]
    public string Subject =>
        Forecasters
            .FirstOrDefault(f => f is { Kind: "network", Name: ModelServing.Onnx or ModelServing.Boosting })
            ?.Name
        ?? NetworkVariant.Current;

    /// <summary>What the test says of who is judged against the best baseline. PROVEN: the intervals of AUC and
    /// log-loss both say better, and so does the Diebold-Mariano p-value after Holm's correction for all
    /// baselines.</summary>
    [JsonPropertyName("verdict")]
    public ProofVerdict Verdict
    {
        get
        {
            Comparison[] all =
            [
                .. Comparisons.Where(c => c.Name == Subject && Forecaster(c.Against)?.Kind == "baseline"),
            ];
            int best = Array.FindIndex(all, c => c.Against == BestBaseline);
            if (
                best < 0
                || all[best].Differences.GetValueOrDefault("auc") is not { } auc
                || all[best].Differences.GetValueOrDefault("log_loss") is not { } loss
                || !double.IsFinite(auc.Low + auc.High + loss.Low + loss.High)
            )
                return ProofVerdict.NotKnown;
            double[] p = Holm.Adjust([.. all.Select(c => c.Differences["log_loss"].PValue ?? double.NaN)]);
            return auc.Verdict == DifferenceVerdict.Worse || loss.Verdict == DifferenceVerdict.Worse
                    ? ProofVerdict.Worse
                : (auc.Verdict, loss.Verdict) == (DifferenceVerdict.Better, DifferenceVerdict.Better)
                && p[best] < Chance
                    ? ProofVerdict.Proven
                : ProofVerdict.Unproven;
        }
    }

    /// <summary>The forecaster of that name, or null.</summary>
    public ForecasterEvaluation? Forecaster(string name) => Forecasters.FirstOrDefault(f => f.Name == name);

    /// <summary>The comparison of one forecaster with another, or null.</summary>
    public Comparison? Compare(string name, string against) =>
        Comparisons.FirstOrDefault(c => c.Name == name && c.Against == against);
}
