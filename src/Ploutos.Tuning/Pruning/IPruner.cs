namespace Ploutos.Tuning;

/// <summary>Decides whether a trial is so far behind that it should end early.</summary>
public interface IPruner
{
    /// <summary>Judges the running trial by what it reported so far.</summary>
    bool ShouldPrune(PruningContext context);

    /// <summary>The trials that a sampler should learn from for the given trial: all, unless the
    /// pruner treats some differently.</summary>
    IReadOnlyList<FrozenTrial> Comparable(string studyName, int trialNumber, IReadOnlyList<FrozenTrial> trials) =>
        trials;
}
