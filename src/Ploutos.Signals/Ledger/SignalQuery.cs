namespace Ploutos.Signals.Ledger;

/// <summary>Which signals of the ledger.</summary>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="From">First day; null for the first there is.</param>
/// <param name="To">Last day; null for the last there is.</param>
/// <param name="Kind">Only those of the daily run or of predict; null for both.</param>
public sealed record SignalQuery(
    IReadOnlyList<string>? Tickers = null,
    DateOnly? From = null,
    DateOnly? To = null,
    SignalKind? Kind = null
);
