using Ploutos.Tuning;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tuning;

/// <summary>The states of a study's trials, as a search tells them.</summary>
public static class SearchTrialStates
{
    /// <summary>The state of a study's trial.</summary>
    public static SearchTrialState Of(TrialState state) =>
        state switch
        {
            TrialState.Running => SearchTrialState.Running,
            TrialState.Complete => SearchTrialState.Complete,
            TrialState.Pruned => SearchTrialState.Pruned,
            TrialState.Fail => SearchTrialState.Fail,
            _ => SearchTrialState.Waiting,
        };
}
