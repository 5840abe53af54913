using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Features.Splits;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Selection;

/// <summary>A network trained on one fold: what is kept of it to choose by. All arrays hold rows with
/// a label and a whole window alone.</summary>
/// <param name="Split">The fold; its validation days judge.</param>
/// <param name="Losses">[epochs], validation loss after each.</param>
/// <param name="Keys">Validation rows.</param>
/// <param name="Margins">[validation rows], logit of class 1 less class 0, of the best epoch.</param>
/// <param name="Outcomes">[validation rows], whether class 1 came.</param>
/// <param name="Training">Margins and outcomes of the training rows, from the network as it
/// predicts.</param>
public sealed record FoldFit(
    DateSplit Split,
    IReadOnlyList<double> Losses,
    IReadOnlyList<RowKey> Keys,
    double[] Margins,
    bool[] Outcomes,
    LabelledMargins Training
)
{
    /// <summary>Log-loss of these margins under the calibration that suits them best: what the
    /// network knows of these rows, whatever the scale of its logits.</summary>
    public double CalibratedLoss { get; } =
        Metric.LogLoss.Of(ForecastsOf(Keys, Margins, Outcomes, CalibrationFit.Platt(Margins, Outcomes)));

    /// <summary>Keeps what is needed of a fitted network.</summary>
    /// <param name="split">The fold.</param>
    /// <param name="fitted">The network.</param>
    /// <param name="training">What it says of its training rows.</param>
    /// <exception cref="ArgumentException">No validation row has a label and a whole
    /// window.</exception>
    public static FoldFit Of(DateSplit split, FittedExpert fitted, LabelledMargins training)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        LabelledMargins validation = LabelledMargins.Of(fitted.ValidationMargins, fitted.Validation);
        if (validation.Margins.Length == 0)
            throw new ArgumentException(
                "A fold needs validation rows with a label and a whole window, but has none. Use more bars.",
                nameof(fitted)
            );
        return new(
            split,
            [.. fitted.Training.History.Select(e => e.ValidationLoss)],
            [.. validation.Rows.Select(r => fitted.Validation.Keys[r])],
            validation.Margins,
            validation.Outcomes,
            training
        );
    }

    /// <summary>Forecasts of the validation rows under a calibration.</summary>
    public Forecasts Forecast(Calibrator calibrator) => ForecastsOf(Keys, Margins, Outcomes, calibrator);

    private static Forecasts ForecastsOf(
        IReadOnlyList<RowKey> keys,
        double[] margins,
        bool[] outcomes,
        Calibrator calibrator
    ) => new([.. keys.Select(k => k.Date)], Array.ConvertAll(margins, calibrator.Probability), outcomes);
}

/// <summary>Margins of the rows that have a label and a whole window.</summary>
/// <param name="Rows">Their places in the dataset.</param>
/// <param name="Margins">One a row.</param>
/// <param name="Outcomes">Whether class 1 came.</param>
public sealed record LabelledMargins(int[] Rows, double[] Margins, bool[] Outcomes)
{
    /// <summary>What a fitted network says of its training rows.</summary>
    /// <param name="fitted">The network.</param>
    /// <param name="training">The rows, scaled as those that it was fitted on.</param>
    public static LabelledMargins OfTraining(FittedExpert fitted, ExpertRows training)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(training);
        using var team = new WorkerTeam(1);
        return Of(SequenceEvaluator.Margins(fitted.Training.Parameters, training.Sequences, team, 1), training);
    }

    /// <summary>Takes them out of a dataset.</summary>
    /// <param name="margins">[rows]; NaN without a whole window.</param>
    /// <param name="rows">The dataset.</param>
    public static LabelledMargins Of(double[] margins, ExpertRows rows)
    {
        ArgumentNullException.ThrowIfNull(margins);
        ArgumentNullException.ThrowIfNull(rows);
        sbyte[] labels = rows.Sequences.Labels;
        int[] usable = [.. Enumerable.Range(0, margins.Length).Where(r => labels[r] >= 0 && !double.IsNaN(margins[r]))];
        return new(usable, Array.ConvertAll(usable, r => margins[r]), Array.ConvertAll(usable, r => labels[r] == 1));
    }
}
