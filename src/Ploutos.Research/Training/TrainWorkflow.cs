using System.Diagnostics;
using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

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
        IReadOnlyList<ExpertDefinition> experts = ExpertNames.Parse(request.Experts);
        workspace.EnsureWritable();
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = TrainingBars
                .Read(store, request.Tickers)
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
                            begun[k].SetResult,
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

        if (summaries.All(s => s.Candidate))
            return summaries;
        new ThresholdFitting(new ModelRegistry(workspace.ModelsFolder)).Run(bars, request.TestFrom);
        if (experts.Contains(ExpertDefinition.Volatility))
            TrainRisk(bars, request, progress);
        return summaries;
    }

    /// <summary>The risk model answers the volatility question too, and is fitted with its
    /// expert.</summary>
    private void TrainRisk(TrainingBars bars, TrainRequest request, IProgress<WorkflowEvent>? progress)
    {
        try
        {
            new RiskFitting(workspace, time).Run(bars, request.TestFrom, request.OnlyOutdated, progress);
        }
        catch (ArgumentException e)
        {
            // The experts are trained; that there are too few rows for this is no reason to fail.
            progress?.Report(new Note($"The risk model was not fitted: {e.Message}", IsWarning: true));
        }
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
        HyperparameterChoice choice = HyperparameterFile.Find(workspace, expert);
        (Hyperparameters hyperparameters, string origin) = choice;
        DateSplit split = bars.Split(request.TestFrom, expert.Label.Horizon, request.Window);
        ModelChoices choices = EvidenceDays.Choices(choice, split, bars);
        ModelDays days = EvidenceDays.Days(choices, split, bars);
        if (
            request.OnlyOutdated
            && ModelFreshness.Find(workspace, expert, hyperparameters, days, choices, bars.Data, request) is { } card
        )
        {
            progress?.Report(
                new Note(
                    $"The {expert.Name} model {card.Version} was made from these bars with these settings already."
                )
            );
            return ModelFreshness.Summary(workspace, expert, card) with { Findings = bars.Findings };
        }

        foreach (string note in TrainingNotes.Before(expert, choice, choices, days, split))
            progress?.Report(new Note(note));
        var options = new ExpertTrainingOptions
        {
            Hyperparameters = hyperparameters,
            Window = request.Window,
            Seed = request.Seed,
        };
        long? started = null;
        PipelineRun run = TrainingPipeline.Production.Run(
            table,
            split,
            options,
            cores,
            report =>
            {
                TimeSpan elapsed = time.GetElapsedTime(started ?? 0);
                TimeSpan left = elapsed / (report.Epoch + 1) * (report.Epochs - report.Epoch - 1);
                progress?.Report(
                    new EpochDone
                    {
                        Expert = expert.Name,
                        Epoch = report.Epoch + 1,
                        Epochs = report.Epochs,
                        TrainLoss = report.TrainLoss,
                        ValidationLoss = report.ValidationLoss,
                        BestLoss = report.BestLoss,
                        LearningRate = report.LearningRate,
                        TimeLeft = left,
                    }
                );
                return true;
            },
            () =>
            {
                started = time.GetTimestamp();
                begun();
            },
            cancellation
        );
        (FittedExpert fitted, Calibrator calibrator) = (run.Fitted, run.Calibrator);
        PipelineRun? counted = EvidenceDays.Counted(run, table, choices, days, split.Gap);
        TestMetrics? metrics = counted is null
            ? null
            : OutOfSample.Measure(counted.Forecasts, counted.Ranking, fitted.TrainingRate);
        if (metrics is not null)
            metrics = metrics with
            {
                BestAccuracy = SimulatedUpperBound.BestAccuracy(bars, expert, metrics.From, metrics.To),
            };
        ModelData learned = LearnedTickers.Of(bars.Data, table, run.Training, options.BarsSeen);
        if (TrainingNotes.WithoutRows(expert, learned) is { } left)
            progress?.Report(new Note(left));
        TimeSpan took = time.GetElapsedTime(started ?? 0);
        TrainedExpert assembled = ModelAssembly.Assemble(
            expert,
            fitted,
            calibrator,
            counted is null ? days with { TestFrom = null, TestTo = null } : days,
            choices,
            options,
            origin,
            learned,
            metrics,
            time.GetUtcNow()
        );
        var registry = new ModelRegistry(workspace.ModelsFolder);
        TrainedExpert? before = Before(registry, expert);
        TrainedExpert proven = CardHeads.With(assembled, workspace) with
        {
            Evidence = counted is null ? null : HoldoutEvidence.Of(table, split, counted),
        };
        IReadOnlyDictionary<string, byte[]> attachments = ReferenceDistribution.Attachment(table, split, run);
        // Where nothing predicts yet, a candidate would wait for nothing.
        bool candidate = request.Candidate && before is not null;
        TrainedExpert model = candidate
            ? registry.Versions.Add(proven, attachments)
            : registry.Save(proven, attachments);
        progress?.Report(new TrainingDone(expert.Name, fitted.Training.BestEpoch + 1, fitted.Training.BestLoss, took));
        return new()
        {
            Expert = expert.Name,
            Seconds = took.TotalSeconds,
            Test = metrics,
            Simulated = model.Card.Simulated,
            Model = candidate
                ? registry.Versions.FolderOf(expert, model.Card.Version)
                : Path.Combine(workspace.ModelsFolder, expert.ModelFolder),
            Candidate = candidate,
            Comparison = before is null ? null : ModelDifference.Of(before, model, table, bars.Calendar),
            Version = model.Card.Version,
            Epochs = fitted.Training.History.Count,
            BestEpoch = fitted.Training.BestEpoch + 1,
            HyperparametersFrom = origin,
            MaxEpochs = hyperparameters.Epochs,
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
