using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>Bars as columns of one length, with indicators; a value that is not defined
/// is NaN.</summary>
public sealed record BarColumns
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Where they came from.</summary>
    public required string Source { get; init; }

    /// <summary>Trading days, ascending.</summary>
    public required IReadOnlyList<DateOnly> Dates { get; init; }

    /// <summary>Opening prices, adjusted.</summary>
    public required IReadOnlyList<double> Open { get; init; }

    /// <summary>Highest prices.</summary>
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>Lowest prices.</summary>
    public required IReadOnlyList<double> Low { get; init; }

    /// <summary>Closing prices.</summary>
    public required IReadOnlyList<double> Close { get; init; }

    /// <summary>Shares.</summary>
    public required IReadOnlyList<double> Volume { get; init; }

    /// <summary>sma_20, sma_50, sma_200, bollinger_upper, bollinger_lower (20 bars, 2 standard
    /// deviations of the sample) in units of price, and rsi_14 in 0 .. 100; each looks only
    /// back, also beyond the first day shown.</summary>
    public required IReadOnlyDictionary<string, double[]> Indicators { get; init; }
}
