namespace Ploutos.Tuning;

/// <summary>Thrown by an objective to end its trial early, after <see cref="Trial.ShouldPrune"/>
/// said so. Not an error.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Ends the running trial as pruned.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.") { }
}
