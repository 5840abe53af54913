using System.Globalization;
using Ploutos.Research.Sharding;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>A proof by many processes, on one machine or many: each makes the units of its share, checks and
/// markets of pure noise, in a folder that all of them see, and a merge gives the figures that one process
/// gives.</summary>
/// <param name="workspace">Where bars and searched hyperparameters lie; the same in all processes.</param>
/// <param name="time">The clock.</param>
/// <param name="pipeline">The pipeline under proof; null for the one that trains.</param>
/// <param name="budget">How far trainings go; null for the default.</param>
public sealed class ProveShardWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    TrainingPipeline? pipeline = null,
    ProofBudget? budget = null
)
{
    /// <summary>Makes the units of one share, for <see cref="ProveRequest.Merge"/> to put together; those that
    /// are there already are not made again.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public ShardReport Prove(
        ProveRequest request,
        ShardTask task,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(task);
        long started = time.GetTimestamp();
        var planned = PlannedProof.Of(
            workspace,
            time,
            pipeline ?? TrainingPipeline.Production,
            budget ?? new(),
            request,
            progress,
            cancellation
        );
        IReadOnlyList<ProofUnit> all = planned.Checks.Units,
            mine = task.Shard.Take(all, u => u.Cost);
        var units = new SharedProof(task.Folder, planned.Id);
        progress?.Report(
            new StageStarted(
                "prove",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"shard {task.Shard}: {mine.Count} of {all.Count} units, id {planned.Id}"
                )
            )
        );
        for (int i = 0; i < mine.Count; i++)
        {
            if (units.TryRead(mine[i]) is null)
                units.Write(mine[i], planned.Checks.Make(mine[i]));
            progress?.Report(new ItemDone("prove", mine[i].Title, i + 1, mine.Count));
        }

        return new()
        {
            Id = planned.Id,
            Shard = task.Shard.ToString(),
            Units = mine.Count,
            AllUnits = all.Count,
            DataHash = planned.DataHash,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
            Folder = units.Folder,
        };
    }
}
