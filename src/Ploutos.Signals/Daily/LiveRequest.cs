namespace Ploutos.Signals.Daily;

/// <summary>How the daily run is done.</summary>
/// <param name="Watchlist">Tickers, universes or text files; written to <c>data/watchlist.txt</c>.
/// Null for what that file says, else all stored tickers.</param>
/// <param name="Source">The source to ask for all tickers: auto, yahoo, binance, stooq, alpaca, tiingo or
/// csv:DIR. Null: <c>auto</c> for tickers that are unknown or came from the network, none for
/// others.</param>
/// <param name="Delay">How long after the exchange's close the run begins.</param>
/// <param name="RetryEvery">How often a day whose bars are missing is asked for again.</param>
/// <param name="RetrainEvery">Trading days from one retraining to the next; 0 never
/// retrains.</param>
/// <param name="CompareDays">Trading days that champion and challenger are held against each
/// other on.</param>
public sealed record LiveRequest(
    IReadOnlyList<string>? Watchlist = null,
    string? Source = null,
    TimeSpan? Delay = null,
    TimeSpan? RetryEvery = null,
    int RetrainEvery = 21,
    int CompareDays = 126
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }

    /// <summary>One hour: sources on the network have a day's final bar by then.</summary>
    public static TimeSpan DefaultDelay { get; } = TimeSpan.FromHours(1);

    /// <summary>Half an hour.</summary>
    public static TimeSpan DefaultRetry { get; } = TimeSpan.FromMinutes(30);
}
