namespace Ploutos.Tuning;

/// <summary>Lets every trial run to its end.</summary>
public sealed class NoPruner : IPruner
{
    /// <inheritdoc />
    public bool ShouldPrune(PruningContext context) => false;
}
