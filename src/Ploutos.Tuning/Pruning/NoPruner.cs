namespace Ploutos.Tuning;

/// <summary>Lets every trial run to its end.</summary>
public sealed class NoPruner : IPruner
{
    public bool ShouldPrune(PruningContext context) => false;
}
