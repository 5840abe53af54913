using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Training;

/// <summary>Trains experts on the store's bars, side by side on the machine's cores, and puts each
/// into the registry as it ends.</summary>
public sealed class TrainWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Trains the requested experts and returns a summary of each.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or the bars do not
    /// suffice.</exception>
    public IReadOnlyList<TrainedSummary> Train(
        TrainRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose(request.Experts);
        workspace.EnsureWritable();
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = TrainingBars
                .Read(store, request.Tickers, progress)
                .Admit(store, request.AcceptSerious, "A training", progress);
        progress?.Report(
            new StageStarted(
                "train",
                $"{string.Join(", ", experts.Select(e => e.Name))} on {bars.Series.Count} tickers,"
                    + $" {bars.Calendar[0]:yyyy-MM-dd} to {bars.Calendar[^1]:yyyy-MM-dd}"
            )
        );
        ExpertTable[] tables = ExpertTable.Build(experts, bars.Series);
        using var cores = new CoreBudget(Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64));
        var summaries = new TrainedSummary[tables.Length];

        // One after the other takes its core, the largest network first: what is left at the end is
        // then short, and borrows the cores that are free.
        var tasks = new Task[tables.Length];
        TaskCompletionSource[] begun =
        [
            .. tables.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)),
        ];
        for (int i = 0; i < tables.Length; i++)
        {
            int k = i;
            tasks[k] = Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        if (k > 0)
                            begun[k - 1].Task.Wait(CancellationToken.None);
                        summaries[k] = TrainOne(
                            tables[k],
                            bars,
                            request,
                            cores,
                            progress,
                            () => begun[k].TrySetResult(),
                            cancellation
                        );
                        progress?.Report(new ExpertTrained(summaries[k]));
                    }
                    finally
                    {
                        begun[k].TrySetResult();
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }

        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            Exception first =
                e.Flatten().InnerExceptions.FirstOrDefault(x => x is not OperationCanceledException)
                ?? e.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        if (experts.Any(e => e.IsBuiltIn) && !summaries.All(s => s.Candidate))
        {
            using BarStore store = new DataWorkflow(workspace, time).OpenStore();
            new ThresholdFitting(new ModelRegistry(workspace.ModelsFolder)).Run(
                bars,
                store,
                request.TestFrom,
                request.AcceptSerious
            );
        }

        return summaries;
    }

    /// <summary>The risk model answers the volatility question too, and is fitted with its
    /// expert.</summary>
    private RiskModel? FitRisk(TrainingBars bars, TrainRequest request, IProgress<WorkflowEvent>? progress) =>
        new RiskFitting(workspace, time).TryRun(
            bars,
            request.TestFrom,
            progress,
            request.OnlyOutdated,
            request.Candidate
        );

    /// <summary>The market that serves a model on days, as the store has it.</summary>
    private MarketFeatures? MarketOf(TrainedExpert model, DayRange days, bool acceptSerious)
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        return ServingMarkets.Over(store, [model], acceptSerious, days)?.Features;
    }

    private TrainedSummary TrainOne(
        ExpertTable table,
        TrainingBars bars,
        TrainRequest request,
        CoreBudget cores,
        IProgress<WorkflowEvent>? progress,
        Action begun,
        CancellationToken cancellation
    )
    {
        ExpertDefinition expert = table.Expert;
        long began = time.GetTimestamp();
        HyperparameterChoice choice = HyperparameterFile.Find(workspace, expert);
        TrainingSettings settings = request.For(expert);
        DateSplit split = bars.Split(request.TestFrom, expert.Label.Horizon, settings.LongestWindow(choice));
        ModelChoices choices = EvidenceDays.Choices(choice, split, bars);
        ModelDays days = EvidenceDays.Days(choices, split, bars);
        if (
            request.OnlyOutdated
            && ModelFreshness.Find(workspace, expert, choice, days, choices, bars.Data, settings) is { } card
        )
        {
            progress?.Report(
                new Note(
                    $"The {expert.Name} model {card.Version} was made from these bars with these settings already."
                )
            );
            if (expert.HasRiskModel)
                FitRisk(bars, request, progress);
            return ModelFreshness.Summary(workspace, expert, card) with { Findings = bars.Findings };
        }

        foreach (string note in TrainingNotes.Before(expert, choice, choices, days, split))
            progress?.Report(new Note(note));
        long? started = null;
        var registry = new ModelRegistry(workspace.ModelsFolder);
        TrainedExpert? before = Before(registry, expert);
        int tried = 0;
        ServedModel made = new ServedTraining(bars, cores, () => FitRisk(bars, request, progress)).Run(
            table,
            split,
            choice,
            settings,
            new()
            {
                OnEpoch = report =>
                    TrainingProgress.Report(expert, report, time.GetElapsedTime(started ?? 0), progress),
                OnTrial = trial => progress?.Report(TrainingProgress.Of(expert, trial, ++tried)),
                OnStart = () =>
                {
                    started = time.GetTimestamp();
                    begun();
                },
                Cancellation = cancellation,
            },
            time.GetUtcNow()
        );
        ModelCard trained = made.Model.Card;
        if (TrainingNotes.WithoutRows(expert, trained.Data) is { } left)
            progress?.Report(new Note(left));
        TimeSpan took = time.GetElapsedTime(began);
        // Where nothing predicts yet, a candidate would wait for nothing.
        bool candidate = request.Candidate && before is not null;
        TrainedExpert model = candidate
            ? registry.Versions.Add(CardHeads.With(made.Model, workspace), made.Attachments)
            : registry.Save(CardHeads.With(made.Model, workspace), made.Attachments);
        progress?.Report(new TrainingDone(expert.Name, trained.BestEpoch, made.Served.Fitted.Training.BestLoss, took));
        return new()
        {
            Expert = expert.Name,
            Seconds = took.TotalSeconds,
            Test = made.Test,
            Simulated = model.Card.Simulated,
            Model = candidate
                ? registry.Versions.FolderOf(expert, model.Card.Version)
                : Path.Combine(workspace.ModelsFolder, expert.ModelFolder),
            Candidate = candidate,
            Comparison = before is null
                ? null
                : ModelDifference.Of(
                    before,
                    model,
                    table,
                    bars.Calendar,
                    (m, days) => MarketOf(m, days, request.AcceptSerious)
                ),
            Version = model.Card.Version,
            Epochs = trained.EpochsRun,
            BestEpoch = trained.BestEpoch,
            Window = trained.Window,
            WeightDecay = trained.Hyperparameters.WeightDecay,
            Serving = ServingSummary.Of(model.Card),
            HyperparametersFrom = choice.Origin,
            MaxEpochs = choice.Values.Epochs,
            SearchMaxEpochs = choice.MaxEpochs,
            Evidence = EvidenceView.Of(model, model.Card.Simulated),
            Findings = bars.Findings,
        };
    }

    /// <summary>The model that predicts so far; null where there is none that can be used.</summary>
    private static TrainedExpert? Before(ModelRegistry registry, ExpertDefinition expert)
    {
        try
        {
            return registry.Has(expert) ? registry.Load(expert) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
