using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What to check.</summary>
/// <param name="Source">As in <see cref="ImportRequest"/>; null checks what is stored.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="DateFormat">How the files write dates; null finds out.</param>
/// <param name="Strict">Warn of serious findings; the caller fails on them
/// (<see cref="DataReport.Serious"/>).</param>
/// <param name="Against">Hold the stored bars against another source: auto, yahoo, binance, stooq, alpaca,
/// tiingo, csv:DIR or simulated.</param>
public sealed record CheckRequest(
    string? Source = null,
    IReadOnlyList<string>? Tickers = null,
    string? DateFormat = null,
    bool Strict = false,
    string? Against = null
);
