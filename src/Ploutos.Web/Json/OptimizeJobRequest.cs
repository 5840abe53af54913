using Ploutos.Research.Tuning;

namespace Ploutos.Web.Json;

/// <summary>What a search is asked for.</summary>
internal sealed record OptimizeJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Trials an expert, 1 .. 10,000.</summary>
    public int? Trials { get; init; }

    /// <summary>No new trial of an expert after this many seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Trials side by side.</summary>
    public int? Jobs { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>First day of the test.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Cap on a trial's epochs.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>wide or published.</summary>
    public SearchSpaceKind Space { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}
