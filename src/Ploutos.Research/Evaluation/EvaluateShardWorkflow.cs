using Ploutos.Experts.Data;
using Ploutos.Experts.Trees;
using Ploutos.Research.Sharding;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Evaluation;

/// <summary>An evaluation by many processes, on one machine or many: each makes the units of its share in
/// a folder that all of them see, and a merge gives the figures that one process gives. What starts the
/// processes, and starts them again, is an engine that exists (<c>docs/scale.md</c>).</summary>
/// <param name="workspace">Where bars and hyperparameters lie; the same in all processes.</param>
/// <param name="time">The clock.</param>
/// <param name="boosting">Gradient boosting as a baseline; null where the program has none.</param>
public sealed class EvaluateShardWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    IGradientBoosting? boosting = null
)
{
    /// <summary>Makes the units of one share, for <see cref="EvaluateRequest.Merge"/> to put together; those
    /// that are there already are not made again.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public ShardReport Evaluate(
        EvaluateRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(shard);
        long started = time.GetTimestamp();
        var planned = PlannedEvaluation.Of(workspace, time, request, progress, cancellation);
        EvaluationSetup setup = planned.Setup(
            planned.Experts,
            request.Ablation ? planned.Experts.Select(e => e.Name).ToHashSet() : new HashSet<string>(),
            boosting,
            progress
        );
        IReadOnlyList<UnitWork> work = setup.Units(ExpertTable.Build(planned.Experts, planned.Bars.Series)),
            mine = shard.Shard.Take(work, u => u.Cost);
        var units = new SharedUnits(shard.Folder, planned.Id);
        progress?.Report(
            new StageStarted("evaluate", $"shard {shard.Shard}: {planned.Title(planned.Experts, mine.Count)}")
        );
        new UnitQueue(units, new RowSpace(planned.Bars.Series), time, progress).Run(mine, planned.Cores, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new()
        {
            Id = planned.Id,
            Shard = shard.Shard.ToString(),
            Units = mine.Count,
            AllUnits = work.Count,
            DataHash = planned.Bars.Data.Hash,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
            Folder = units.Folder,
        };
    }

    /// <summary>Takes over the units that shards made.</summary>
    /// <exception cref="PloutosException">Some are missing.</exception>
    internal static void Merge(SharedUnits shared, UnitStore units, IReadOnlyList<UnitWork> work)
    {
        var missing = new List<string>();
        foreach (UnitWork unit in work)
        {
            if (shared.TryRead(unit.Name, unit.Table.Expert.Name, unit.FoldNumber) is { } made)
                units.Write(made);
            else if (units.TryRead(unit.Name, unit.Table.Expert.Name, unit.FoldNumber) is null)
                missing.Add(unit.Title);
        }

        if (missing.Count > 0)
            throw shared.Lacks(work.Count, missing);
    }
}
