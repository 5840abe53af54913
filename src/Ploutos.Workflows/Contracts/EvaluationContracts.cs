namespace Ploutos.Workflows;

/// <summary>What an evaluation is asked for.</summary>
/// <param name="Source">Bars to import first, as in <see cref="ImportRequest"/>; null uses those in
/// the store.</param>
/// <param name="Experts">Names; null or empty for all three. The ensemble needs all three.</param>
/// <param name="Scheme">expanding, rolling (walk-forward) or cpcv (combinatorial purged
/// cross-validation).</param>
/// <param name="Folds">Test blocks of a walk-forward; with cpcv the groups that the days are
/// cut into.</param>
/// <param name="FirstTest">First day that is tested; null begins after two thirds of the days. Not
/// for cpcv, which tests all.</param>
/// <param name="TrainDays">With rolling: days before a test block that are used; null for half of
/// the days.</param>
/// <param name="TestGroups">With cpcv: groups that a fold tests.</param>
/// <param name="Purge">Bars kept free between parts, at least horizon + window; null for
/// exactly that.</param>
/// <param name="Embargo">Further bars kept free after a test block; null for 0, and for 1 % of the
/// days with cpcv.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Seed">Seed of weights, batches, dropout and resamples.</param>
/// <param name="Ablation">Also V7.1 with one part left out at a time.</param>
/// <param name="Tickers">Only these; null for all that were imported, or all in the store.</param>
/// <param name="Cores">Cores to use; null for all of the machine. The forecasts are the same at any
/// number.</param>
public sealed record EvaluateRequest(
    string? Source = null,
    IReadOnlyList<string>? Experts = null,
    string Scheme = "expanding",
    int Folds = 5,
    DateOnly? FirstTest = null,
    int? TrainDays = null,
    int TestGroups = 2,
    int? Purge = null,
    int? Embargo = null,
    int Window = 16,
    int Seed = 42,
    bool Ablation = false,
    IReadOnlyList<string>? Tickers = null,
    int? Cores = null
);

/// <summary>What an evaluation found: <c>reports/evaluation/{id}/evaluation.json</c>, with
/// snake_case names; a figure that is not defined is null there and NaN here.</summary>
public sealed record EvaluationResult
{
    /// <summary>The version of the file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of the file.</summary>
    public required int Format { get; init; }

    /// <summary>Names the evaluation: a hash of bars, folds, settings and hyperparameters. The same
    /// question has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was finished.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made from simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The pooled tickers.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>SHA-256 over the bars, as in a model's card.</summary>
    public required string DataHash { get; init; }

    /// <summary>What it ran with.</summary>
    public required EvaluationSettings Settings { get; init; }

    /// <summary>The folds, in order of their number.</summary>
    public required IReadOnlyList<EvaluationFold> Folds { get; init; }

    /// <summary>momentum, reversion, volatility, and, where all three were asked for, ensemble_5d
    /// and ensemble_1d.</summary>
    public required IReadOnlyList<QuestionEvaluation> Questions { get; init; }

    /// <summary>What a reader must know: hyperparameters that saw test days, parts of the ablation
    /// that change nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Wall time of this call; units that an earlier start had finished are not in it.</summary>
    public required double Seconds { get; init; }

    /// <summary>The folder of this file; <c>forecasts.csv</c> lies in it.</summary>
    public required string Folder { get; init; }
}

/// <summary>What an evaluation ran with.</summary>
/// <param name="Scheme">expanding, rolling or cpcv.</param>
/// <param name="FirstTest">First tested day.</param>
/// <param name="LastTest">Last tested day.</param>
/// <param name="TrainDays">With rolling: days before a test block that are used; else null.</param>
/// <param name="TestGroups">With cpcv: groups that a fold tests; else null.</param>
/// <param name="Paths">Sets of forecasts that each cover every tested day once: 1 for a
/// walk-forward.</param>
/// <param name="Purge">Bars kept free between parts.</param>
/// <param name="Embargo">Further bars kept free after a test block.</param>
/// <param name="Window">Bars that V7.1's attention sees.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Level">Level of all intervals.</param>
/// <param name="Resamples">Resamples of all intervals.</param>
/// <param name="BlockDays">Mean length of a run of days in a resample.</param>
/// <param name="Hyperparameters">By expert: where V7.1's came from, "defaults" or the file of a
/// search.</param>
public sealed record EvaluationSettings(
    string Scheme,
    DateOnly FirstTest,
    DateOnly LastTest,
    int? TrainDays,
    int? TestGroups,
    int Paths,
    int Purge,
    int Embargo,
    int Window,
    int Seed,
    double Level,
    int Resamples,
    int BlockDays,
    IReadOnlyDictionary<string, string> Hyperparameters
);

/// <summary>Days, both ends included.</summary>
public sealed record EvaluationDays(DateOnly From, DateOnly To);

/// <summary>One fold, the same for all forecasters.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Train">Days learned from; several stretches with cpcv.</param>
/// <param name="Validation">Days for early stopping, calibration, thresholds; the baselines learn
/// from them too.</param>
/// <param name="Test">Days foretold; several stretches with cpcv.</param>
public sealed record EvaluationFold(
    int Number,
    IReadOnlyList<EvaluationDays> Train,
    EvaluationDays Validation,
    IReadOnlyList<EvaluationDays> Test
);

/// <summary>All that was measured of one question, on rows that every forecaster foretold.</summary>
public sealed record QuestionEvaluation
{
    /// <summary>momentum, reversion, volatility, ensemble_5d (the vote against the direction of
    /// five days) or ensemble_1d (of one day).</summary>
    public required string Question { get; init; }

    /// <summary>What is foretold, in words.</summary>
    public required string Label { get; init; }

    /// <summary>Rows judged (of one path).</summary>
    public required int Rows { get; init; }

    /// <summary>Days judged.</summary>
    public required int Days { get; init; }

    /// <summary>Share of class 1 among the rows.</summary>
    public required double BaseRate { get; init; }

    /// <summary>v7.1, v7, the baselines, and V7.1 with parts left out.</summary>
    public required IReadOnlyList<ForecasterEvaluation> Forecasters { get; init; }

    /// <summary>v7.1 against v7, v7.1 against each baseline, each ablation against v7.1.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Name of the baseline with the lowest log-loss on these rows: the one that must be
    /// beaten.</summary>
    public required string BestBaseline { get; init; }

    /// <summary>The forecaster of that name, or null.</summary>
    public ForecasterEvaluation? Forecaster(string name) => Forecasters.FirstOrDefault(f => f.Name == name);

    /// <summary>The comparison of one forecaster with another, or null.</summary>
    public Comparison? Compare(string name, string against) =>
        Comparisons.FirstOrDefault(c => c.Name == name && c.Against == against);
}

/// <summary>What one forecaster reached on one question.</summary>
public sealed record ForecasterEvaluation
{
    /// <summary>v7.1, v7, base_rate, logistic, momentum_12_1, reversal_5, har, or an ablation as
    /// attention_off.</summary>
    public required string Name { get; init; }

    /// <summary>network, baseline or ablation.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>By name, each with its block-bootstrap interval: accuracy, balanced_accuracy,
    /// precision, recall, f1, false_positive_rate, auc (over pairs of rows of one fold), auc_pooled
    /// (over all pairs), log_loss, brier, calibration_error, information_coefficient. Of the first
    /// path, with cpcv.</summary>
    public required IReadOnlyDictionary<string, Interval> Metrics { get; init; }

    /// <summary>Wall time of a forecast in microseconds a row, one thread, whole test blocks at
    /// once: median, least and most of the folds. Null for the ensembles.</summary>
    public required Interval? MicrosecondsARow { get; init; }

    /// <summary>Training and calibration, seconds over all folds.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Calls at 0.5 against what came.</summary>
    public required ConfusionCounts Confusion { get; init; }

    /// <summary>Ten bins of equal count, by probability: the calibration curve.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>The same fold by fold.</summary>
    public required IReadOnlyList<FoldScore> Folds { get; init; }

    /// <summary>With cpcv one entry a path; else empty.</summary>
    public required IReadOnlyList<PathScore> Paths { get; init; }
}

/// <summary>Calls against what came; class 1 is UP or HIGH.</summary>
public sealed record ConfusionCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);

/// <summary>Rows of alike probability.</summary>
/// <param name="MeanProbability">What was foretold.</param>
/// <param name="Frequency">What came.</param>
/// <param name="Rows">Rows in the bin.</param>
public sealed record CalibrationBin(double MeanProbability, double Frequency, int Rows);

/// <summary>One fold's figures; BestEpoch is 0 for what has no epochs.</summary>
public sealed record FoldScore(
    int Fold,
    int Rows,
    double BaseRate,
    double Accuracy,
    double Auc,
    double LogLoss,
    int BestEpoch
);

/// <summary>One path's figures.</summary>
public sealed record PathScore(int Path, double Accuracy, double Auc, double LogLoss, double Brier);

/// <summary>One forecaster less another, on the same rows.</summary>
/// <param name="Name">The first.</param>
/// <param name="Against">The second.</param>
/// <param name="Differences">By metric, as in <see cref="ForecasterEvaluation.Metrics"/>.</param>
public sealed record Comparison(string Name, string Against, IReadOnlyDictionary<string, MetricDifference> Differences);

/// <summary>A difference with its interval.</summary>
/// <param name="Value">The first's metric.</param>
/// <param name="Other">The second's.</param>
/// <param name="Difference">Value - Other.</param>
/// <param name="Low">Lower end of the paired block-bootstrap interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Two-sided Diebold-Mariano p-value on daily mean losses; null for metrics
/// that are no mean of losses.</param>
/// <param name="Verdict">better, worse, or "not told apart" where the interval holds 0 (or is not
/// defined).</param>
public sealed record MetricDifference(
    double Value,
    double Other,
    double Difference,
    double Low,
    double High,
    double? PValue,
    string Verdict
);

/// <summary>How far an evaluation is.</summary>
/// <param name="Unit">What it is about, as <c>v7.1 momentum fold 3</c>.</param>
/// <param name="Detail">What is going on there.</param>
/// <param name="IsLast">The unit is finished.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">All units.</param>
/// <param name="TimeLeft">At the pace so far; null before the first is finished.</param>
public sealed record EvaluationProgress(
    string Unit,
    string Detail,
    bool IsLast,
    int Done,
    int Total,
    TimeSpan? TimeLeft
) : WorkflowEvent;
