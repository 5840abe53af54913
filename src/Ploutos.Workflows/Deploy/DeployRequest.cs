using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Deploy;

/// <summary>What a deployment is asked for.</summary>
/// <param name="Source">As in <see cref="ImportRequest"/>; null for the bars in the store, else the
/// simulated market.</param>
/// <param name="SkipOptimization">Train with the parameters there are.</param>
/// <param name="Quick">10 trials and 600 s an expert instead of 50 and 3600.</param>
/// <param name="Ticker">What to predict at the end; null for the first of the store.</param>
/// <param name="TestFrom">First day of the test.</param>
/// <param name="Seed">Seed of everything.</param>
/// <param name="Window">Bars that attention sees.</param>
public sealed record DeployRequest(
    string? Source = null,
    bool SkipOptimization = false,
    bool Quick = false,
    string? Ticker = null,
    DateOnly? TestFrom = null,
    int Seed = 42,
    int Window = 16
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
