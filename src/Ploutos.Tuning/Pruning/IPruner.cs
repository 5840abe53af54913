namespace Ploutos.Tuning;

/// <summary>Decides whether a trial is so far behind that it should end early.</summary>
public interface IPruner
{
    /// <summary>Judges the running trial by what it reported so far.</summary>
    bool ShouldPrune(PruningContext context);
}
