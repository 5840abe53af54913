using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Selection;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Research.Training;
using Ploutos.Tuning;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tuning;

/// <summary>The folds of a search: the objective is the calibrated log-loss, averaged over the folds
/// before the model's own; the own one judges the best trial. Where the bars are too few for a fold
/// before it, the own one is all there is, and judges nothing.</summary>
internal sealed class SearchFolds(ExpertTable table, TrainingBars bars, DateSplit split, OptimizeRequest request)
{
    private const int Patience = 10;

    private readonly IReadOnlyList<DateSplit> _earlier = new FoldSelection(
        table,
        bars.Calendar,
        split,
        new CoreBudget(1)
    ).Folds;

    /// <summary>The folds that trials are judged on.</summary>
    public IReadOnlyList<DateSplit> Searched => _earlier.Count > 0 ? _earlier : [split];

    /// <summary>The objective of a trial: reports the mean so far after each fold.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="batchCap">Largest batch that may be drawn; null for no cap.</param>
    /// <param name="progress">Told of every epoch; may be null.</param>
    /// <exception cref="TrialPrunedException">It is not promising.</exception>
    public double Objective(Trial trial, int? batchCap, IProgress<WorkflowEvent>? progress = null)
    {
        Hyperparameters hyperparameters = SearchSpace.Suggest(trial, table.Expert, batchCap, request.Space);
        int? window = request.Window ?? SearchSpace.SuggestWindow(trial, request.Space);
        double sum = 0;
        for (int fold = 0; fold < Searched.Count; fold++)
        {
            int at = fold;
            sum += Fit(
                Searched[fold],
                hyperparameters,
                window,
                trial.CancellationToken,
                report =>
                    progress?.Report(SearchProgress.Of(table.Expert, trial.Number, at + 1, Searched.Count, report))
            ).CalibratedLoss;
            double mean = sum / (fold + 1);
            trial.Report(mean, fold);
            if (fold + 1 < Searched.Count && trial.ShouldPrune())
                throw new TrialPrunedException();
        }

        return sum / Searched.Count;
    }

    /// <summary>Holds settings against the defaults on the fold that the search did not use; null where
    /// there is none, or where the settings diverge there.</summary>
    public SearchCheck? Check(HyperparameterChoice best, CancellationToken cancellation)
    {
        if (_earlier.Count == 0)
            return null;
        try
        {
            FoldFit own = Fit(split, best.Values, best.Window, cancellation),
                standard = Fit(split, table.Expert.Defaults, request.Window, cancellation);
            RowKey[] common = [.. own.Keys.Intersect(standard.Keys)];
            (Forecasts found, Forecasts known) = (Forecast(own, common), Forecast(standard, common));
            DieboldMarianoResult test = DieboldMariano.Test(Metric.LogLoss, known, found, table.Expert.Label.Horizon);
            return new()
            {
                From = split.Validation.From,
                To = split.Validation.To,
                Rows = common.Length,
                BestLogLoss = Metric.LogLoss.Of(found),
                DefaultLogLoss = Metric.LogLoss.Of(known),
                Gain = test.Gain,
                StandardError = test.StandardError,
            };
        }
        catch (TrainingDivergedException)
        {
            return null;
        }
    }

    private FoldFit Fit(
        DateSplit fold,
        Hyperparameters hyperparameters,
        int? window,
        CancellationToken cancellation,
        Action<EpochReport>? onEpoch = null
    )
    {
        var core = new CoreBudget(1);
        StandardScaler scaler = table.FitScaler(fold);
        ExpertRows training = table.Training(fold, scaler);
        var options = new ExpertTrainingOptions
        {
            Hyperparameters = hyperparameters with
            {
                Epochs = Math.Min(hyperparameters.Epochs, request.MaxEpochs ?? hyperparameters.Epochs),
            },
            Window = window ?? ExpertDefinition.DefaultWindow,
            Seed = request.Seed,
            Patience = Patience,
        };
        FittedExpert fitted = ExpertTraining.Fit(
            table.Expert,
            scaler,
            training,
            table.Validation(fold, scaler, options.Window),
            options,
            core,
            report =>
            {
                onEpoch?.Invoke(report);
                return true;
            },
            cancellation: cancellation
        );
        return FoldFit.Of(fold, fitted, LabelledMargins.OfTraining(fitted, training));
    }

    private static Forecasts Forecast(FoldFit fold, RowKey[] rows)
    {
        Calibrator calibrator = CalibrationFit.Platt(fold.Margins, fold.Outcomes);
        Dictionary<RowKey, int> places = fold.Keys.Select((key, i) => (key, i)).ToDictionary(k => k.key, k => k.i);
        return new(
            [.. rows.Select(r => r.Date)],
            [.. rows.Select(r => calibrator.Probability(fold.Margins[places[r]]))],
            [.. rows.Select(r => fold.Outcomes[places[r]])]
        );
    }
}
