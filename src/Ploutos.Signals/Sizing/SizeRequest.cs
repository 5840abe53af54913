namespace Ploutos.Signals.Sizing;

/// <summary>Positions to be sized.</summary>
/// <param name="Capital">What the account is worth, with what it holds; above 0.</param>
/// <param name="TargetVolatility">Volatility a year that all positions together should have; 0.1 is
/// 10 %.</param>
/// <param name="Tickers">What to hold; null for the watchlist, else all stored tickers.</param>
/// <param name="HoldingsFile">A CSV file with the columns ticker and shares; null where nothing is
/// said of what is held.</param>
public sealed record SizeRequest(
    double Capital,
    double TargetVolatility,
    IReadOnlyList<string>? Tickers = null,
    string? HoldingsFile = null
)
{
    /// <summary>What is held, by ticker, in place of a file.</summary>
    public IReadOnlyDictionary<string, double>? Holdings { get; init; }

    /// <summary>Largest share in one ticker of the capital that can be sized.</summary>
    public double MaxPosition { get; init; } = 0.25;

    /// <summary>Largest sum of all positions, as a share of the capital that can be sized; above 1 is
    /// leverage.</summary>
    public double MaxGross { get; init; } = 1;

    /// <summary>The currency of the capital, such as EUR; null for the tickers' own, or of several that of
    /// the most of them.</summary>
    public string? Currency { get; init; }

    /// <summary>The last day whose bar is used; null for the newest.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }

    /// <summary>Fit the risk model where there is none; else that is an error.</summary>
    public bool FitsModel { get; init; } = true;
}
