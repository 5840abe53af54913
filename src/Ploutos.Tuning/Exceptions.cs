namespace Ploutos.Tuning;

/// <summary>Thrown by an objective to end its trial early, after <see cref="Trial.ShouldPrune"/>
/// said so. Not an error.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Ends the running trial as pruned.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.") { }
}

/// <summary>The trial belongs to another worker now: this one was silent for longer than the grace
/// period of the heartbeat, so its trial was taken over. Whatever it still wanted to write is
/// refused, so that one trial never has two writers.</summary>
public sealed class TrialLostException : Exception
{
    internal TrialLostException(int number)
        : base(
            $"Trial {number} is no longer run by this worker: its heartbeat was silent too long and the trial was"
                + $" taken over, or it was finished elsewhere. Nothing was written; go on with the next trial."
        ) { }
}

/// <summary>A storage cannot do what is asked of it: it cannot be reached, is full, damaged, or of
/// another schema version.</summary>
public sealed class StudyStorageException : Exception
{
    internal StudyStorageException(string message, Exception? cause = null)
        : base(message, cause) { }
}
