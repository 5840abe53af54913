using Ploutos.Features.Splits;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>Puts the pipeline that trains the experts to the proof: nothing leaks, nothing is made
/// up, and what is there is found.</summary>
/// <param name="workspace">Where bars and searched hyperparameters lie; nothing is written
/// to it.</param>
/// <param name="time">The clock.</param>
/// <param name="pipeline">The pipeline under proof; null for the one that trains.</param>
/// <param name="budget">How far trainings go; null for the default.</param>
public sealed class ProveWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    TrainingPipeline? pipeline = null,
    ProofBudget? budget = null
)
{
    private readonly ProofBudget _budget = budget ?? new();

    /// <summary>Runs every check of the proof, one after the other, and reports each result; a merge takes
    /// what shards found.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or a merge lacks units.</exception>
    public ProofReport Prove(ProveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        long started = time.GetTimestamp();
        var planned = PlannedProof.Of(
            workspace,
            time,
            pipeline ?? TrainingPipeline.Production,
            _budget,
            request,
            progress,
            cancellation
        );
        ProofChecks checks = planned.Checks;
        if (request.Merge is { } shared)
        {
            IReadOnlyDictionary<string, ProofUnitResult> made = new SharedProof(shared, planned.Id).ReadAll(
                checks.Units
            );
            checks.Run(unit => made[unit.Name]);
        }
        else
        {
            checks.Run(checks.Make);
        }

        DateOnly[] calendar = TradingCalendar.Union(planned.Bars);
        return new()
        {
            Source = planned.Source,
            Simulated = planned.Subjects.All.Simulated,
            Experts = [.. planned.Experts.Select(e => e.Name)],
            Tickers = [.. planned.Bars.Select(b => b.Ticker)],
            From = calendar[0],
            To = calendar[^1],
            TestFrom = planned.Subjects.All.TestFrom,
            Budget = _budget.ToString(),
            Checks = checks.Done,
            LeftOut = checks.LeftOut,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }
}
