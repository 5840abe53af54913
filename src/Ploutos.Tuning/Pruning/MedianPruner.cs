namespace Ploutos.Tuning;

/// <summary>Prunes a trial whose best value so far is worse than the median of the complete trials'
/// values at the same step.</summary>
public sealed class MedianPruner : IPruner
{
    private readonly PercentilePruner _half;

    /// <inheritdoc cref="PercentilePruner(double, int, int, int, int)"/>
    public MedianPruner(int startupTrials = 5, int warmupSteps = 0, int intervalSteps = 1, int minTrials = 1) =>
        _half = new PercentilePruner(50, startupTrials, warmupSteps, intervalSteps, minTrials);

    /// <inheritdoc />
    public bool ShouldPrune(PruningContext context) => _half.ShouldPrune(context);
}
