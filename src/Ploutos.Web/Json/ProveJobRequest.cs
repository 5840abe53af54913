namespace Ploutos.Web.Json;

/// <summary>What a proof is asked for.</summary>
internal sealed record ProveJobRequest
{
    /// <summary>Names of experts; momentum, reversion and volatility where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Only these tickers; a sample of all where none is named.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Markets of pure noise; absent: none.</summary>
    public int? Noise { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }
}
