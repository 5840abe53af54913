using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tuning;

/// <summary>Searches an expert's hyperparameters as Optuna would: TPE, median pruning from fold to fold,
/// calibrated log-loss averaged over purged validation folds. Trials run side by side, one core each.
/// The defaults are trial 0. The best trial serves only where it beats the defaults on a fold that the
/// search did not use. The study outlives an interruption; a second start goes on. The test days are
/// never seen.</summary>
public sealed class OptimizeWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Searches the requested experts and returns a summary of each.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or the study was made from other
    /// bars.</exception>
    public IReadOnlyList<OptimizeSummary> Optimize(
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ExpertDefinition[] experts = WithNetwork(new ExpertCatalog(workspace).Choose(request.Experts), progress);
        Check(request, experts);
        workspace.EnsureWritable();
        Directory.CreateDirectory(workspace.LogFolder);
        TrainingBars bars;
        using (BarStore store = new DataWorkflow(workspace, time).OpenStore())
            bars = TrainingBars
                .ReadNamed(store, NamedTickers.Of(workspace, request.Tickers, store), progress)
                .Admit(store, request.AcceptSerious, "A search", progress);
        using StudyStorage storage = OpenStorage(request);
        var summaries = new List<OptimizeSummary>();
        foreach (var group in VolumeRule.Admit(bars, experts, progress).GroupBy(a => a.Bars))
            foreach (ExpertTable table in ExpertTable.Build([.. group.Select(a => a.Expert)], group.Key.Series))
                summaries.Add(
                    new ExpertSearch(
                        workspace,
                        time,
                        table,
                        group.Key,
                        request with
                        {
                            Window = request.Window ?? table.Expert.Window,
                        }
                    ).Run(storage, progress, cancellation) with
                    {
                        Findings = bars.Findings,
                    }
                );
        return [.. summaries.OrderBy(s => experts.TakeWhile(e => e.Name != s.Expert).Count())];
    }

    /// <summary>The experts that there is something to search for.</summary>
    private static ExpertDefinition[] WithNetwork(
        IReadOnlyList<ExpertDefinition> experts,
        IProgress<WorkflowEvent>? progress
    )
    {
        ExpertDefinition[] searched = [.. experts.Where(e => e.Model == ExpertModel.Network)];
        string others = string.Join(
            ", ",
            experts
                .Except(searched)
                .Select(e =>
                    e.Foreign is { } file
                        ? $"{e.Name} is the ONNX file {file.Path}"
                        : $"{e.Name} is {(e.Model == ExpertModel.Boosting ? "boosted trees" : "linear")}"
                )
        );
        if (searched.Length == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                $"A search must be of an expert with a network of Ploutos, but {others}: there is nothing to search."
                    + " Train it."
            )
            {
                Remedies = [new ChangeOption("expert", "one with a network")],
            };
        if (others.Length > 0)
            progress?.Report(
                new Note($"{others}: there is nothing to search.")
                {
                    Code = "nothing-to-search",
                    Values = [string.Join(", ", experts.Except(searched).Select(e => e.Name))],
                }
            );
        return searched;
    }

    private static void Check(OptimizeRequest request, ExpertDefinition[] experts)
    {
        if (request.Trials < 1)
            throw new PloutosException(Fault.WrongUsage, $"trials must be 1 or more, but got {request.Trials}.")
            {
                Remedies = [new ChangeOption("trials", "1 or more")],
            };
        if (request.Study is not null && experts.Length > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                $"study names one study, but {experts.Length} experts were asked for. Name one expert."
            )
            {
                Remedies = [new ChangeOption("expert", "one expert"), new ChangeOption("study", "leave it out")],
            };
        if (request.Study is not null)
            PathName.Check(request.Study, "The name of a study");
    }

    private StudyStorage OpenStorage(OptimizeRequest request)
    {
        try
        {
            return StudyDatabase.Open(request.Storage ?? StudyDatabase.SqliteUrl(workspace.StudyPath));
        }
        catch (StudyStorageException e)
        {
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
    }
}
