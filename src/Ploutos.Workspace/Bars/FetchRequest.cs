using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What to fetch from a source, and how.</summary>
/// <param name="Tickers">Tickers, names of universes (<c>guide</c>, <c>djia</c>), or paths of text
/// files with tickers. For an update: null for all that came from a source on the network.</param>
/// <param name="From">First day wanted; null is twenty years back for a new ticker, and what is
/// stored for a known one.</param>
/// <param name="To">Last day wanted; null is the last finished trading day.</param>
/// <param name="Source">auto, yahoo, binance, stooq, alpaca, tiingo, csv:DIR or simulated.</param>
/// <param name="Full">Ask for the whole range again, to find what was revised upstream.</param>
/// <param name="Strict">Keep a ticker with serious findings out of the store.</param>
public sealed record FetchRequest(
    IReadOnlyList<string>? Tickers = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string Source = "auto",
    bool Full = false,
    bool Strict = false
);
