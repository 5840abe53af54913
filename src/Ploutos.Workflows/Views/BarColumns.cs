using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>Bars as columns of one length, with indicators; a value that is not defined
/// is NaN.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Source">Where they came from.</param>
/// <param name="Dates">Trading days, ascending.</param>
/// <param name="Open">Opening prices, adjusted.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Closing prices.</param>
/// <param name="Volume">Shares.</param>
/// <param name="Indicators">sma_20, sma_50, sma_200, bollinger_upper, bollinger_lower (20 bars, 2
/// standard deviations of the sample) in units of price, and rsi_14 in 0 .. 100; each looks only
/// back, also beyond the first day shown.</param>
public sealed record BarColumns(
    string Ticker,
    bool Simulated,
    string Source,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<double> Open,
    IReadOnlyList<double> High,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> Close,
    IReadOnlyList<double> Volume,
    IReadOnlyDictionary<string, double[]> Indicators
);
