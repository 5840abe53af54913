using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Research.Training;

/// <summary>From bars to a calibrated network and its margins on the test rows, step by step, and the
/// market that the risk model's inputs read: the code that <c>train</c> runs and that <c>prove</c>
/// puts to the proof. The steps in which a leak could lie are fields, so that a test can plant one in
/// the very code that is proven. A training does more with the same rows, which is no part of it: it
/// chooses settings and the serving forecaster on folds before the test
/// (<see cref="ServedTraining"/>), and calibrates over these folds.</summary>
public sealed record TrainingPipeline
{
    /// <summary>The pipeline that models are made with.</summary>
    public static TrainingPipeline Production { get; } = new();

    /// <summary>Features and labels of all tickers.</summary>
    public Func<IReadOnlyList<ExpertDefinition>, IReadOnlyList<BarSeries>, ExpertTable[]> Tables { get; init; } =
        ExpertTable.Build;

    /// <summary>The market of a set of tickers.</summary>
    public Func<IReadOnlyList<BarSeries>, MarketFeatures> Market { get; init; } = MarketFeatures.Compute;

    /// <summary>The days of each part: calendar, first day of the test, bars a label looks ahead,
    /// bars a network sees.</summary>
    public Func<DateOnly[], DateOnly, int, int, DateSplit> Split { get; init; } =
        (calendar, testFrom, horizon, window) => DateSplit.At(calendar, testFrom, horizon, window);

    /// <summary>The scaler.</summary>
    public Func<ExpertTable, DateSplit, StandardScaler> Scaler { get; init; } =
        (table, split) => table.FitScaler(split);

    /// <summary>Rows to learn from.</summary>
    public Func<ExpertTable, DateSplit, StandardScaler, ExpertRows> Training { get; init; } =
        (table, split, scaler) => table.Training(split, scaler);

    /// <summary>Rows to stop and calibrate on.</summary>
    public Func<ExpertTable, DateSplit, StandardScaler, int, ExpertRows> Validation { get; init; } =
        (table, split, scaler, window) => table.Validation(split, scaler, window);

    /// <summary>Rows to test on.</summary>
    public Func<ExpertTable, DateSplit, StandardScaler, int, ExpertRows> Test { get; init; } =
        (table, split, scaler, window) => table.Test(split, scaler, window);

    /// <summary>Fits, calibrates, and forecasts the test rows.</summary>
    public PipelineRun Run(
        ExpertTable table,
        DateSplit split,
        ExpertTrainingOptions options,
        CoreBudget cores,
        Func<EpochReport, bool>? onEpoch = null,
        Action? onStart = null,
        CancellationToken cancellation = default
    )
    {
        StandardScaler scaler = Scaler(table, split);
        ExpertRows training = Training(table, split, scaler),
            validation = Validation(table, split, scaler, options.BarsSeen);
        FittedExpert fitted = ExpertTraining.Fit(
            table.Expert,
            scaler,
            training,
            validation,
            options,
            cores,
            onEpoch,
            onStart,
            cancellation
        );
        LabelledMargins learned = LabelledMargins.OfTraining(fitted, training);
        ExpertRows test = Test(table, split, scaler, options.BarsSeen);
        return new(
            fitted,
            OutOfSample.Calibrate(fitted, learned),
            learned,
            LearnedTickers.In(training, options.BarsSeen),
            test,
            OutOfSample.Margins(fitted.Training.Parameters, test)
        );
    }
}

/// <summary>What a pipeline made.</summary>
/// <param name="Fitted">The network, its scaler and validation rows.</param>
/// <param name="Calibrator">From margin to probability.</param>
/// <param name="Training">The network's margins on the rows that were learned from; the rows themselves, which
/// may be large, are not kept.</param>
/// <param name="Learned">The tickers that were learned from, by their place in the table.</param>
/// <param name="Test">Rows of the test.</param>
/// <param name="TestMargins">The network's margins on them; NaN without a whole window.</param>
public sealed record PipelineRun(
    FittedExpert Fitted,
    Calibrator Calibrator,
    LabelledMargins Training,
    IReadOnlySet<int> Learned,
    ExpertRows Test,
    double[] TestMargins
) : TestedRows(Calibrator, Test, TestMargins)
{
    /// <summary>The simpler forecaster whose log-odds the margins are; null for the network's.</summary>
    public ModelServing? Serving { get; init; }
}

/// <summary>What a model says of its test rows.</summary>
/// <param name="Calibrator">From margin to probability.</param>
/// <param name="Test">Rows of the test.</param>
/// <param name="TestMargins">The model's margins on them; NaN where it says nothing.</param>
public record TestedRows(Calibrator Calibrator, ExpertRows Test, double[] TestMargins)
{
    /// <summary>Calibrated forecasts of the labelled test rows.</summary>
    public Forecasts Forecasts { get; } = OutOfSample.Forecast(TestMargins, Calibrator, Test);

    /// <summary>The model's own ranking of them, which a calibration of slope 0 would hide.</summary>
    public Forecasts Ranking { get; } = OutOfSample.Forecast(TestMargins, Calibrator.Identity, Test);
}
