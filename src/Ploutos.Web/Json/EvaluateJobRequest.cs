namespace Ploutos.Web.Json;

/// <summary>What an evaluation is asked for; what is absent is as in <c>ploutos evaluate</c>.</summary>
internal sealed record EvaluateJobRequest
{
    /// <summary>momentum, reversion, volatility; all three where none is named.</summary>
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>expanding, rolling or cpcv.</summary>
    public string? Scheme { get; init; }

    /// <summary>Test blocks.</summary>
    public int? Folds { get; init; }

    /// <summary>First day that is tested.</summary>
    public DateOnly? FirstTest { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public int? Window { get; init; }

    /// <summary>Seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}
