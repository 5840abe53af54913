namespace Ploutos.Tuning;

/// <summary>Where a trial stands; the names are those that Optuna writes into its tables, in
/// capitals.</summary>
public enum TrialState
{
    /// <summary>Somebody evaluates it now.</summary>
    Running,

    /// <summary>It ended with a value.</summary>
    Complete,

    /// <summary>A pruner ended it early; its value is the last one reported, if there is one.</summary>
    Pruned,

    /// <summary>The objective failed, or its worker died too often.</summary>
    Fail,

    /// <summary>It waits for a worker, with some or all parameters fixed.</summary>
    Waiting,
}

internal static class TrialStates
{
    public static bool IsFinished(this TrialState state) =>
        state is TrialState.Complete or TrialState.Pruned or TrialState.Fail;

    public static string ToName(this TrialState state) =>
        state switch
        {
            TrialState.Running => "RUNNING",
            TrialState.Complete => "COMPLETE",
            TrialState.Pruned => "PRUNED",
            TrialState.Fail => "FAIL",
            _ => "WAITING",
        };

    public static TrialState Parse(string name) =>
        name switch
        {
            "RUNNING" => TrialState.Running,
            "COMPLETE" => TrialState.Complete,
            "PRUNED" => TrialState.Pruned,
            "FAIL" => TrialState.Fail,
            "WAITING" => TrialState.Waiting,
            _ => throw new StudyStorageException(
                $"A trial's state must be RUNNING, COMPLETE, PRUNED, FAIL or WAITING, but the storage holds '{name}'."
                    + $" Was it written by a newer version?"
            ),
        };
}
