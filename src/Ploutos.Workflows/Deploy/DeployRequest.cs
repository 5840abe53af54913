using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Deploy;

/// <summary>What a deployment is asked for.</summary>
public sealed record DeployRequest
{
    /// <summary>As in <see cref="ImportRequest"/>; null for the bars in the store, else the
    /// simulated market.</summary>
    public string? Source { get; init; }

    /// <summary>Train with the parameters there are.</summary>
    public bool SkipOptimization { get; init; }

    /// <summary>10 trials and 600 s an expert instead of 50 and 3600.</summary>
    public bool Quick { get; init; }

    /// <summary>What to predict at the end; null for the first ticker that can be predicted, of a simulated
    /// market the one with the strongest signal.</summary>
    public string? Ticker { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Bars that attention sees; null to choose.</summary>
    public int? Window { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
