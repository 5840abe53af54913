using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Selection;
using Ploutos.MarketData.Figures;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Research.Training;

/// <summary>A calibrated network on rows that nothing was chosen by.</summary>
public static class OutOfSample
{
    /// <summary>The network's margins on the rows of a dataset.</summary>
    public static double[] Margins(NetworkParameters parameters, ExpertRows rows)
    {
        using var team = new WorkerTeam(1);
        return SequenceEvaluator.Margins(parameters, rows.Sequences, team, 1);
    }

    /// <summary>Forecasts on the labelled rows of a dataset.</summary>
    public static Forecasts Forecast(double[] margins, Calibrator calibrator, ExpertRows rows)
    {
        int[] usable = Usable(margins, rows);
        if (usable.Length == 0)
            throw new ArgumentException(
                "A test needs labelled rows with a whole window of bars before them, but has none. Test from an"
                    + " earlier day."
            );
        return new(
            [.. usable.Select(r => rows.Keys[r].Date)],
            [.. usable.Select(r => calibrator.Probability(margins[r]))],
            [.. usable.Select(r => rows.Sequences.Labels[r] == 1)]
        );
    }

    /// <summary>Platt's slope from the labelled validation rows, the intercept from the base rate
    /// of training and validation rows together.</summary>
    /// <param name="fitted">The network.</param>
    /// <param name="training">What it says of the training rows.</param>
    public static Calibrator Calibrate(FittedExpert fitted, LabelledMargins training)
    {
        LabelledMargins validation = LabelledMargins.Of(fitted.ValidationMargins, fitted.Validation);
        return CalibrationFit.AnchoredPlatt(
            validation.Margins,
            validation.Outcomes,
            training.Margins,
            training.Outcomes
        );
    }

    /// <summary>What a fitted network says of its training rows.</summary>
    /// <param name="fitted">The network.</param>
    /// <param name="training">The rows.</param>
    public static LabelledMargins OfTraining(FittedExpert fitted, ExpertRows training) =>
        LabelledMargins.Of(Margins(fitted.Training.Parameters, training), training);

    /// <summary>Metrics with intervals, and those of the training rows' class frequency beside
    /// them. The AUC is that of the network's own ranking: a calibration without slope would hide
    /// it.</summary>
    public static TestMetrics Measure(Forecasts forecasts, Forecasts uncalibrated, double trainingRate)
    {
        double rate = Metric.BaseRate.Of(forecasts);
        var intervals = new Dictionary<string, double[]>();
        double Estimated(Metric metric)
        {
            Estimate estimate = BlockBootstrap.Interval(metric, metric == Metric.Auc ? uncalibrated : forecasts);
            intervals[metric.Name] = [estimate.Low, estimate.High];
            return estimate.Value;
        }

        return new()
        {
            Rows = forecasts.Count,
            From = forecasts.Days[0],
            To = forecasts.Days[^1],
            BaseRate = Math.Max(rate, 1 - rate),
            Accuracy = Estimated(Metric.Accuracy),
            Auc = Estimated(Metric.Auc),
            LogLoss = Estimated(Metric.LogLoss),
            BaseLogLoss = Metric.LogLoss.Of(forecasts.WithConstant(trainingRate)),
            Intervals = intervals,
        };
    }

    /// <summary>Rows with a label and a margin.</summary>
    public static int[] Usable(double[] margins, ExpertRows rows) =>
        [.. Enumerable.Range(0, margins.Length).Where(r => rows.Sequences.Labels[r] >= 0 && !double.IsNaN(margins[r]))];
}
