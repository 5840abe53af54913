namespace Ploutos.Signals.Risk;

/// <summary>A risk forecast to be made.</summary>
/// <param name="Ticker">Of which stored ticker.</param>
/// <param name="Tickers">The market to see it in; null for the tickers the model was trained on.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
public sealed record RiskRequest(string Ticker, IReadOnlyList<string>? Tickers = null, DateOnly? AsOf = null)
{
    /// <summary>Fit the risk model where there is none; else that is refused.</summary>
    public bool FitsModel { get; init; } = true;

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
