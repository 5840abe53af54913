using Ploutos.Experts.Definitions;
using Ploutos.Neural.Training;
using Ploutos.Tuning;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tuning;

/// <summary>How far a search is.</summary>
internal static class SearchProgress
{
    /// <summary>After an epoch of a trial.</summary>
    public static TrialRunning Of(ExpertDefinition expert, int trial, int fold, int folds, EpochReport report) =>
        new()
        {
            Expert = expert.Name,
            Number = trial,
            Fold = fold,
            Folds = folds,
            Epoch = report.Epoch + 1,
            Epochs = report.Epochs,
            BestLoss = report.BestLoss,
        };

    /// <summary>After a trial: its result, the best so far, and the time that is left.</summary>
    public static TrialDone Of(
        ExpertDefinition expert,
        Study study,
        FrozenTrial trial,
        OptimizeRequest request,
        TimeSpan elapsed
    )
    {
        IReadOnlyList<FrozenTrial> trials = study.Trials;
        int done = trials.Count(t => t.State is TrialState.Complete or TrialState.Pruned or TrialState.Fail),
            pruned = trials.Count(t => t.State == TrialState.Pruned);
        int earlier = trials.Count(t => t.Completed is { } end && end < trial.Started && t.Number < trial.Number);
        TimeSpan pace = elapsed / Math.Max(1, Math.Min(done, earlier + 1));
        TimeSpan left = pace * Math.Max(0, request.Trials - done);
        if (request.Timeout is { } timeout && timeout - elapsed < left)
            left = timeout > elapsed ? timeout - elapsed : TimeSpan.Zero;
        return new()
        {
            Expert = expert.Name,
            Number = trial.Number,
            State = SearchTrialStates.Of(trial.State),
            Value = trial.Value,
            Done = done,
            Total = Math.Max(request.Trials, done),
            Pruned = pruned,
            Best = study.BestTrial?.Value,
            TimeLeft = left,
        };
    }
}
