using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Research.ExpertFiles;
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
        string[]? names = request.Experts is { Count: > 0 } given ? [.. given] : null;
        bool isRisk = names?.Any(RiskFile.Is) == true;
        IReadOnlyList<ExpertDefinition> experts =
            isRisk && names!.All(RiskFile.Is)
                ? []
                : new ExpertCatalog(workspace).Choose(names?.Where(n => !RiskFile.Is(n)).ToArray());
        workspace.EnsureWritable();
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = TrainingBars
                .ReadNamed(store, NamedTickers.Of(workspace, request.Tickers, store), progress)
                .Admit(store, request.AcceptSerious, "A training", progress);
        var risk = new RiskOnce(workspace, time, request, progress);
        string? before = new RiskRegistry(workspace.ModelsFolder).Current;
        if (experts.Count == 0)
            return [Risk(bars, risk, before, progress)];
        IReadOnlyList<(ExpertDefinition Expert, TrainingBars Bars)> admitted = VolumeRule.Admit(
            bars,
            experts,
            progress
        );
        experts = [.. admitted.Select(a => a.Expert)];
        progress?.Report(
            new StageStarted(
                "train",
                $"{string.Join(", ", experts.Select(e => e.Name))} on {Counted.Of(bars.Series.Count, "ticker")},"
                    + $" {bars.Calendar[0]:yyyy-MM-dd} to {bars.Calendar[^1]:yyyy-MM-dd}"
            )
        );
        // Experts on the same bars share their indicators.
        ExpertTable[] built =
        [
            .. admitted
                .GroupBy(a => a.Bars)
                .SelectMany(g => ExpertTable.Build([.. g.Select(a => a.Expert)], g.Key.Series)),
        ];
        ExpertTable[] tables = [.. experts.Select(e => built.First(t => t.Expert == e))];
        var cores = new CoreBudget(Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64));
        TrainedSummary[] summaries = SideBySide(
            tables,
            (table, begun) =>
            {
                TrainingBars own = admitted.First(a => a.Expert == table.Expert).Bars;
                var trainer = new ExpertTrainer(workspace, time, own, request, cores, () => risk.Beside(own), progress);
                TrainedSummary trained = trainer.Train(table, begun, cancellation);
                progress?.Report(new ExpertTrained(trained));
                return trained;
            }
        );
        if (!summaries.All(s => s.Candidate))
            FitThresholds(admitted, request, progress);
        return isRisk ? [.. summaries, Risk(bars, risk, before, progress)] : summaries;
    }

    /// <summary>The thresholds of each ensemble that one of the experts votes in.</summary>
    private void FitThresholds(
        IReadOnlyList<(ExpertDefinition Expert, TrainingBars Bars)> admitted,
        TrainRequest request,
        IProgress<WorkflowEvent>? progress
    )
    {
        EnsembleDefinition[] voting =
        [
            .. new EnsembleCatalog(workspace)
                .Sound((_, reason) => progress?.Report(new Note(reason, IsWarning: true)))
                .Where(v => v.Experts.Any(e => admitted.Any(a => a.Expert.Name == e.Name)))
                .DistinctBy(v => v.Digest),
        ];
        if (voting.Length == 0)
            return;
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        foreach (EnsembleDefinition ensemble in voting)
            new ThresholdFitting(new ModelRegistry(workspace.ModelsFolder), ensemble).Run(
                admitted.MinBy(a => a.Bars.Series.Count).Bars,
                store,
                request.TestFrom,
                request.AcceptSerious
            );
    }

    /// <summary>The risk model, fitted unless an expert's training has done so.</summary>
    private TrainedSummary Risk(TrainingBars bars, RiskOnce risk, string? before, IProgress<WorkflowEvent>? progress)
    {
        progress?.Report(
            new StageStarted("train", $"{RiskDefinition.Name} on {Counted.Of(bars.Series.Count, "ticker")}")
        );
        var registry = new RiskRegistry(workspace.ModelsFolder);
        RiskModel model = risk.Named(bars);
        TrainedSummary summary = new()
        {
            Expert = RiskDefinition.Name,
            Seconds = model.Card.Version == before ? 0 : risk.Took.TotalSeconds,
            Test = null,
            Simulated = model.Card.Data.Origin == DataOrigin.Simulated,
            Model = registry.Folder,
            Candidate = registry.Current != model.Card.Version,
            Version = model.Card.Version,
            Epochs = 0,
            BestEpoch = 0,
            HyperparametersFrom = HyperparameterFile.Defaults,
            Evidence = EvidenceView.Of(model),
            Findings = bars.Findings,
            Notes = bars.Notes,
        };
        progress?.Report(new ExpertTrained(summary));
        return summary;
    }

    /// <summary>One after the other takes its core, the largest network first: what is left at the end is
    /// then short, and borrows the cores that are free.</summary>
    /// <param name="tables">The experts.</param>
    /// <param name="train">Trains one; tells when its first training begins.</param>
    private static TrainedSummary[] SideBySide(ExpertTable[] tables, Func<ExpertTable, Action, TrainedSummary> train)
    {
        var summaries = new TrainedSummary[tables.Length];
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
                        summaries[k] = train(tables[k], () => begun[k].TrySetResult());
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

        return summaries;
    }
}
