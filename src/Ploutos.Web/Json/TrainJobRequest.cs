using Ploutos.Research.Training;

namespace Ploutos.Web.Json;

/// <summary>What a training is asked for.</summary>
internal sealed record TrainJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Bars that attention sees; absent: chosen.</summary>
    public int? Window { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Choose nothing: defaults, and the network serves.</summary>
    public bool Fixed { get; init; }

    /// <summary>Who answers the volatility question: auto, network or risk.</summary>
    public VolatilityModel VolatilityModel { get; init; }

    /// <summary>The study that the one expert goes by; refused where the result of its last search is another
    /// study's. Absent: whatever the result is of.</summary>
    public string? Study { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}
