namespace Ploutos.Tuning;

/// <summary>The trial belongs to another worker now: this one was silent for longer than the grace
/// period of the heartbeat, so its trial was taken over. Whatever it still wanted to write is
/// refused, so that one trial never has two writers.</summary>
public sealed class TrialLostException : Exception
{
    internal TrialLostException(int number)
        : base(
            $"Trial {number} is no longer run by this worker: its heartbeat was silent too long and the trial was"
                + $" taken over, or it was finished elsewhere. Nothing was written; go on with the next trial."
        )
    { }
}
