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
        LabelledMargins usable = LabelledMargins.Of(margins, rows);
        if (usable.Rows.Length == 0)
            throw new ArgumentException(
                "A test needs labelled rows with a whole window of bars before them, but has none. Test from an"
                    + " earlier day."
            );
        return new(
            [.. usable.Rows.Select(r => rows.Keys[r].Date)],
            Array.ConvertAll(usable.Margins, calibrator.Probability),
            usable.Outcomes
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
    public static int[] Usable(double[] margins, ExpertRows rows) => LabelledMargins.Of(margins, rows).Rows;
}
