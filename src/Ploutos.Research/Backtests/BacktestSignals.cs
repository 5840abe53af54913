using Ploutos.Backtesting.Simulation;
using Ploutos.Features.Splits;

namespace Ploutos.Research.Backtests;

/// <summary>Dated targets, and where they come from.</summary>
/// <param name="Source">file, evaluation or models.</param>
/// <param name="Detail">Which one, in words.</param>
/// <param name="Identity">What was chosen to make them: two backtests of one identity differ by
/// their own options alone.</param>
/// <param name="Simulated">Made by models that learned from simulated bars.</param>
/// <param name="Series">One series a ticker.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record BacktestSignals(
    string Source,
    string Detail,
    string Identity,
    bool Simulated,
    IReadOnlyList<SignalSeries> Series,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Bars before the first day that the signals were made from; 0 where that is not
    /// known.</summary>
    public int BarsBefore { get; init; }

    /// <summary>The signals of some tickers from a day to another; series without any are
    /// left out.</summary>
    public BacktestSignals Within(IReadOnlyCollection<string>? tickers, DateOnly? start, DateOnly? end)
    {
        var kept = new List<SignalSeries>();
        foreach (SignalSeries series in Series.Where(s => tickers is null || tickers.Contains(s.Ticker)))
        {
            int from = TradingCalendar.FirstNotBefore(series.Days, start ?? DateOnly.MinValue),
                to = end == DateOnly.MaxValue || end is null
                    ? series.Days.Length
                    : TradingCalendar.FirstNotBefore(series.Days, end.Value.AddDays(1));
            if (from < to)
                kept.Add(new(series.Ticker, series.Days[from..to], series.Targets[from..to]));
        }

        return this with
        {
            Series = kept,
        };
    }
}
