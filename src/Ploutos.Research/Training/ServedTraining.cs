using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Serving;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Research.Training;

/// <summary>A trained model with what is known of it, not yet stored.</summary>
/// <param name="Model">With its card and its evidence.</param>
/// <param name="Attachments">Other files of its folder.</param>
/// <param name="Test">What the serving forecaster reaches on the days that count; null where too few
/// do.</param>
/// <param name="BestLoss">The network's validation loss; null where nothing was trained.</param>
internal sealed record ServedModel(
    TrainedExpert Model,
    IReadOnlyDictionary<string, byte[]> Attachments,
    TestMetrics? Test,
    double? BestLoss
);

/// <summary>Who is told of a training, and who may end it.</summary>
internal sealed record TrainingObserver
{
    /// <summary>Told of every epoch of the model's own training.</summary>
    public Func<EpochReport, bool>? OnEpoch { get; init; }

    /// <summary>Told of settings that were tried.</summary>
    public Action<ModelTrial>? OnTrial { get; init; }

    /// <summary>Told when the first training begins, and again with each later one.</summary>
    public Action? OnStart { get; init; }

    /// <summary>Ends it.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>From a table to a model: settings chosen on folds, the network trained and calibrated, the
/// serving forecaster decided, and that one tested.</summary>
/// <param name="bars">The bars.</param>
/// <param name="cores">Cores shared with other trainings.</param>
/// <param name="fitRisk">Fits the risk model on the same days; null where there are too few rows. Asked
/// for volatility alone, and there always: the risk forecasts follow the model, whoever serves its
/// vote.</param>
internal sealed class ServedTraining(TrainingBars bars, CoreBudget cores, Func<RiskModel?> fitRisk)
{
    /// <summary>Trains.</summary>
    public ServedModel Run(
        ExpertTable table,
        DateSplit split,
        HyperparameterChoice choice,
        TrainingSettings settings,
        TrainingObserver observer,
        DateTimeOffset now
    )
    {
        ExpertDefinition expert = table.Expert;
        if (expert.Foreign is not null)
            return new ForeignTraining(bars).Run(table, split, choice, now);
        ModelChoices choices = EvidenceDays.Choices(choice, split, bars);
        ModelDays days = EvidenceDays.Days(choices, split, bars);
        FoldChoice chosen = Choose(table, split, choice, settings, observer);
        PipelineRun run = TrainingPipeline.Production.Run(
            table,
            split,
            chosen.Options,
            cores,
            observer.OnEpoch,
            observer.OnStart,
            observer.Cancellation
        );
        IReadOnlyList<FoldFit> folds = settings.Fixed
            ? []
            : [.. chosen.Earlier, FoldFit.Of(split, run.Fitted, run.Training)];
        if (folds.Count > 0)
            run = new(
                run.Fitted,
                FoldCalibration.OfModel(folds, expert.Label.Horizon),
                run.Training,
                run.Learned,
                run.Test,
                run.TestMargins
            );
        RiskModel? risk = expert.HasRiskModel ? fitRisk() : null;
        ModelServing? serving = Serving(table, split, settings, folds, risk);
        PipelineRun served = serving is null or { IsNetwork: true } ? run : Simple(run, serving, table);
        TestedRows? counted = EvidenceDays.Counted(served, table, choices, days, split.Gap);
        TestMetrics? metrics = counted is null ? null : Measured(counted, run, expert);
        TrainedExpert assembled = ModelAssembly.Assemble(
            expert,
            run.Fitted,
            run.Calibrator,
            counted is null ? days with { TestFrom = null, TestTo = null } : days,
            choices,
            chosen.Options,
            choice.Origin,
            LearnedTickers.Of(bars.Data, table, run.Learned),
            metrics,
            now
        );
        TrainedExpert model = assembled with
        {
            Parameters = serving?.Foreign is null ? assembled.Parameters : null,
            Card = assembled.Card with
            {
                Serving = serving,
                RiskVersion = risk?.Card.Version,
                Selection = settings.Fixed ? null : Selection(settings, choice, chosen, folds),
            },
            Evidence = counted is null ? null : HoldoutEvidence.Of(table, split, counted),
        };
        return new(
            model,
            ReferenceDistribution.Attachment(
                table,
                split,
                served.Fitted.Validation,
                served.Fitted.ValidationMargins,
                served.Calibrator
            ),
            metrics,
            run.Fitted.Training.BestLoss
        );
    }

    private TestMetrics Measured(TestedRows counted, PipelineRun run, ExpertDefinition expert)
    {
        TestMetrics metrics = OutOfSample.Measure(counted.Forecasts, counted.Ranking, run.Fitted.TrainingRate);
        return metrics with { BestAccuracy = SimulatedUpperBound.BestAccuracy(bars, expert, metrics.From, metrics.To) };
    }

    private FoldChoice Choose(
        ExpertTable table,
        DateSplit split,
        HyperparameterChoice choice,
        TrainingSettings settings,
        TrainingObserver observer
    )
    {
        var options = new ExpertTrainingOptions
        {
            Hyperparameters = choice.Values,
            Window = settings.WindowFor(choice) ?? ExpertDefinition.DefaultWindow,
            Seed = settings.Seed,
            EpochRows = settings.EpochRows,
            AutoBatch = settings.AutoBatch,
        };
        if (settings.Fixed)
            return new(options, [], []);
        return new FoldSelection(table, bars.Calendar, split, cores).Choose(
            options,
            choice.IsGiven
                ? SelectionSpace.Given(options.Window, choice.Values.WeightDecay)
                : SelectionSpace.Of(table.Expert, settings.Window),
            observer.OnTrial,
            observer.OnStart,
            observer.Cancellation
        );
    }

    private static ModelServing? Serving(
        ExpertTable table,
        DateSplit split,
        TrainingSettings settings,
        IReadOnlyList<FoldFit> folds,
        RiskModel? risk
    )
    {
        if (settings.Fixed && settings.Simple is null && settings.Named != ModelServing.Risk)
            return null;
        if (risk is null && settings.Named == ModelServing.Risk)
            throw new ArgumentException(
                "The risk model was asked for, but there are too few rows to fit it. Use more bars or more tickers."
            );
        var choice = new ServingChoice(
            new SimpleForecasters(
                table,
                risk is null ? null : RiskTable.Build(table.Bars, TrainingPipeline.Production.Market(table.Bars))
            ),
            split,
            risk
        );
        return settings.Named is { } name
            ? choice.Name(name, folds, table.Expert.Label.Horizon)
            : choice.Decide(folds, table.Expert.Label.Horizon);
    }

    /// <summary>The run of an expert whose file names a simpler forecaster, as that one makes it; the run itself
    /// where the network serves.</summary>
    /// <param name="run">The pipeline's.</param>
    /// <param name="table">The expert's features and labels.</param>
    /// <param name="split">The days.</param>
    public static PipelineRun AsServed(PipelineRun run, ExpertTable table, DateSplit split) =>
        TrainingSettings.SimpleOf(table.Expert) is { } name
            ? Simple(
                run,
                new ServingChoice(new SimpleForecasters(table, null), split, null).Name(
                    name,
                    [],
                    table.Expert.Label.Horizon
                ),
                table
            )
            : run;

    /// <summary>The run as the simpler forecaster would have made it: the same rows, its log-odds in
    /// place of the network's margins.</summary>
    private static PipelineRun Simple(PipelineRun run, ModelServing serving, ExpertTable table)
    {
        MarketFeatures? market =
            serving.Market.Count > 0
                ? TrainingPipeline.Production.Market([.. table.Bars.Where(b => serving.Market.Contains(b.Ticker))])
                : null;
        double[] Of(ExpertRows rows, double[] network) =>
            [
                .. ServedRows
                    .Of(serving, table.Bars, rows.Keys, market, table.Market)
                    .Margins.Zip(network, (simple, margin) => double.IsNaN(margin) ? double.NaN : simple),
            ];
        return new(
            run.Fitted with
            {
                ValidationMargins = Of(run.Fitted.Validation, run.Fitted.ValidationMargins),
            },
            Calibrator.Identity,
            run.Training,
            run.Learned,
            run.Test,
            Of(run.Test, run.TestMargins)
        )
        {
            Serving = serving,
        };
    }

    private static ModelSelection Selection(
        TrainingSettings settings,
        HyperparameterChoice choice,
        FoldChoice chosen,
        IReadOnlyList<FoldFit> folds
    ) =>
        new()
        {
            AskedWindow = settings.Window,
            AskedForecaster = settings.Named,
            LongestWindow = settings.LongestWindow(choice),
            Folds =
            [
                .. folds.Select(f => new ModelFold(
                    f.Split.Train.From,
                    f.Split.Train.To,
                    f.Split.Validation.From,
                    f.Split.Validation.To
                )),
            ],
            Tried = chosen.Tried,
        };
}
