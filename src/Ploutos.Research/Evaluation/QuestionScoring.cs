using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>A forecaster of one question, with its forecasts of all folds.</summary>
internal sealed record Candidate(string Name, string Kind, string Description, IReadOnlyList<UnitResult> Units);

/// <summary>What a question asks, row by row.</summary>
/// <param name="Name">As in the result.</param>
/// <param name="Label">In words.</param>
/// <param name="Horizon">Bars a label looks ahead.</param>
/// <param name="Outcomes">[rows] 0, 1 or NaN.</param>
/// <param name="Moves">[rows] how far things moved.</param>
/// <param name="Classes">What class 0 and class 1 are called.</param>
internal sealed record Question(
    string Name,
    string Label,
    int Horizon,
    double[] Outcomes,
    double[] Moves,
    (string Low, string High) Classes
);

/// <summary>Judges all forecasters of a question on the rows that every one of them forecast and
/// whose label is known, with intervals and differences.</summary>
internal sealed class QuestionScoring(EvaluationPlan plan, RowSpace rows, ForecastGrid grid, int cores)
{
    private static readonly (string Name, Metric Metric)[] s_metrics =
    [
        .. new[]
        {
            Metric.Accuracy,
            Metric.BalancedAccuracy,
            Metric.Precision,
            Metric.Recall,
            Metric.F1,
            Metric.FalsePositiveRate,
            Metric.LogLoss,
            Metric.Brier,
            Metric.CalibrationError,
        }.Select(m => (m.Name, m)),
        ("auc_pooled", Metric.Auc),
    ];

    /// <summary>Judges them.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="candidates">All forecasters.</param>
    /// <param name="subject">The name of the one that the others are held against.</param>
    public QuestionEvaluation Score(Question question, IReadOnlyList<Candidate> candidates, string subject)
    {
        double[][][] told = [.. candidates.Select(c => grid.Lay(c.Units))];
        int[][] rowsOfPath =
        [
            .. Enumerable.Range(0, plan.Paths.Length).Select(path => CommonRows(question, told, path)),
        ];
        Forecasts[][] forecasts =
        [
            .. told.Select(paths => paths.Select((p, path) => Forecast(question, p, rowsOfPath[path])).ToArray()),
        ];
        var coefficient = Metric.InformationCoefficient([.. rowsOfPath[0].Select(row => question.Moves[row])]);
        (string Name, Metric Metric)[] metrics =
        [
            .. s_metrics,
            ("auc", AucWithinFolds(rowsOfPath[0])),
            (coefficient.Name, coefficient),
        ];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = cores };
        var evaluated = new ForecasterEvaluation[candidates.Count];
        Parallel.For(
            0,
            candidates.Count,
            parallel,
            i => evaluated[i] = Evaluate(candidates[i], forecasts[i], metrics, rowsOfPath)
        );
        (int One, int Other)[] pairs = [.. Pairs(candidates, subject)];
        var comparisons = new Comparison[pairs.Length];
        Parallel.For(
            0,
            pairs.Length,
            parallel,
            i => comparisons[i] = Compare(question, candidates, forecasts, metrics, pairs[i])
        );
        Forecasts first = forecasts[0][0];
        return new()
        {
            Question = question.Name,
            Label = question.Label,
            Classes = [question.Classes.Low, question.Classes.High],
            Rows = first.Count,
            Days = first.Days.Length,
            BaseRate = Metric.BaseRate.Of(first),
            Forecasters = evaluated,
            Comparisons = comparisons,
            BestBaseline = evaluated.Where(f => f.Kind == "baseline").MinBy(f => f.Metrics["log_loss"].Value)!.Name,
        };
    }

    private Metric AucWithinFolds(int[] common) => Metric.AucWithin([.. common.Select(row => grid.GroupOfRow[row])]);

    private static IEnumerable<(int One, int Other)> Pairs(IReadOnlyList<Candidate> candidates, string subject)
    {
        int current = candidates.ToList().FindIndex(c => c.Name == subject);
        for (int i = 0; i < candidates.Count; i++)
        {
            if (i != current)
                yield return candidates[i].Kind == "ablation" ? (i, current) : (current, i);
        }
    }

    private static int[] CommonRows(Question question, double[][][] told, int path)
    {
        int[] common =
        [
            .. Enumerable
                .Range(0, question.Outcomes.Length)
                .Where(row => !double.IsNaN(question.Outcomes[row]) && told.All(t => !double.IsNaN(t[path][row]))),
        ];
        return common.Length > 0
            ? common
            : throw new PloutosException(
                Fault.NoData,
                $"No test row of '{question.Name}' has a label and a forecast of everyone. Import more bars, or test"
                    + $" from an earlier day."
            );
    }

    private Forecasts Forecast(Question question, double[] p, int[] common) =>
        new(
            [.. common.Select(rows.Day)],
            [.. common.Select(row => p[row])],
            [.. common.Select(row => question.Outcomes[row] == 1)]
        );

    private ForecasterEvaluation Evaluate(
        Candidate candidate,
        Forecasts[] paths,
        (string Name, Metric Metric)[] metrics,
        int[][] rowsOfPath
    )
    {
        Forecasts forecasts = paths[0];
        double[] micros = [.. candidate.Units.Select(u => u.MicrosecondsARow).Where(m => !double.IsNaN(m)).Order()];
        return new()
        {
            Name = candidate.Name,
            Kind = candidate.Kind,
            Description = candidate.Description,
            Metrics = metrics.ToDictionary(m => m.Name, m => IntervalOf(m.Metric, forecasts)),
            MicrosecondsARow = micros.Length == 0 ? null : new(micros[micros.Length / 2], micros[0], micros[^1]),
            FitSeconds = candidate.Units.Sum(u => u.FitSeconds),
            Confusion = Count(forecasts),
            Calibration = CalibrationCurve(forecasts),
            Folds =
            [
                .. Enumerable
                    .Range(0, plan.Groups.Count)
                    .Select(g => FoldOf(g, candidate, forecasts, rowsOfPath[0]))
                    .OfType<FoldScore>(),
            ],
            Paths = paths.Length == 1 ? [] : [.. paths.Select((f, path) => PathOf(path, f, rowsOfPath[path]))],
        };
    }

    private static Interval IntervalOf(Metric metric, Forecasts forecasts)
    {
        Estimate estimate = BlockBootstrap.Interval(metric, forecasts);
        return new(estimate.Value, estimate.Low, estimate.High);
    }

    private PathScore PathOf(int path, Forecasts f, int[] common) =>
        new(path + 1, Metric.Accuracy.Of(f), AucWithinFolds(common).Of(f), Metric.LogLoss.Of(f), Metric.Brier.Of(f));

    private FoldScore? FoldOf(int group, Candidate candidate, Forecasts forecasts, int[] common)
    {
        int[] inside = [.. Enumerable.Range(0, common.Length).Where(i => grid.GroupOfRow[common[i]] == group)];
        if (inside.Length == 0)
            return null;
        var part = new Forecasts(
            [.. inside.Select(i => rows.Day(common[i]))],
            [.. inside.Select(i => forecasts.Probability[i])],
            [.. inside.Select(i => forecasts.Outcome[i])]
        );
        int fold = plan.Paths[0][group] + 1;
        return new()
        {
            Fold = fold,
            Rows = part.Count,
            BaseRate = Metric.BaseRate.Of(part),
            Accuracy = Metric.Accuracy.Of(part),
            Auc = Metric.Auc.Of(part),
            LogLoss = Metric.LogLoss.Of(part),
            BestEpoch = candidate.Units.First(u => u.Fold == fold).BestEpoch,
        };
    }

    /// <summary>Calls at 0.5 against what came.</summary>
    internal static ConfusionCounts Count(Forecasts f)
    {
        int[] counts = new int[4];
        for (int i = 0; i < f.Count; i++)
            counts[(f.Probability[i] > 0.5 ? 2 : 0) + (f.Outcome[i] ? 1 : 0)]++;
        return new(
            TruePositives: counts[3],
            FalsePositives: counts[2],
            TrueNegatives: counts[0],
            FalseNegatives: counts[1]
        );
    }

    /// <summary>How often class 1 happened, in ten bins of equal count by probability.</summary>
    internal static List<CalibrationBin> CalibrationCurve(Forecasts f)
    {
        const int bins = 10;
        int[] order = [.. Enumerable.Range(0, f.Count)];
        double[] sorted = f.Probability.ToArray();
        Array.Sort(sorted, order);
        var curve = new List<CalibrationBin>();
        for (int i = 0, end; i < sorted.Length; i = end)
        {
            // Equal probabilities stay together, as in the calibration error.
            long next = (long)i * bins / sorted.Length + 1;
            // Rounded up, or a bin of one row would follow
            end = Math.Max(i + 1, (int)((sorted.Length * next + bins - 1) / bins));
            while (end < sorted.Length && sorted[end] == sorted[end - 1])
                end++;
            double sum = 0;
            int ones = 0;
            for (int k = i; k < end; k++)
                (sum, ones) = (sum + sorted[k], ones + (f.Outcome[order[k]] ? 1 : 0));
            curve.Add(new(sum / (end - i), (double)ones / (end - i), end - i));
        }

        return curve;
    }

    private static Comparison Compare(
        Question question,
        IReadOnlyList<Candidate> candidates,
        Forecasts[][] forecasts,
        (string Name, Metric Metric)[] metrics,
        (int One, int Other) pair
    )
    {
        Forecasts one = forecasts[pair.One][0],
            other = forecasts[pair.Other][0];
        var differences = new Dictionary<string, MetricDifference>();
        foreach ((string name, Metric metric) in metrics)
        {
            Estimate d = BlockBootstrap.Difference(metric, one, other);
            bool isLoss = metric == Metric.LogLoss || metric == Metric.Brier;
            double? p = isLoss ? DieboldMariano.Test(metric, one, other, question.Horizon).PValue : null;
            (bool better, bool worse) = metric.HigherIsBetter
                ? (d.IsAboveZero, d.IsBelowZero)
                : (d.IsBelowZero, d.IsAboveZero);
            DifferenceVerdict verdict =
                better ? DifferenceVerdict.Better
                : worse ? DifferenceVerdict.Worse
                : DifferenceVerdict.Indistinguishable;
            differences[name] = new()
            {
                Value = metric.Of(one),
                Other = metric.Of(other),
                Difference = d.Value,
                Low = d.Low,
                High = d.High,
                PValue = p,
                Verdict = verdict,
            };
        }

        return new(candidates[pair.One].Name, candidates[pair.Other].Name, differences);
    }
}
