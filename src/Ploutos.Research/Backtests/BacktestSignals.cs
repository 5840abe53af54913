using Ploutos.Backtesting.Simulation;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Storage;

namespace Ploutos.Research.Backtests;

/// <summary>What was said of a ticker at a close.</summary>
/// <param name="Signal">STRONG BUY ... STRONG SELL; null where there was a score alone.</param>
/// <param name="Score">-1 .. 1; null where there was a signal alone.</param>
internal readonly record struct SaidSignal(string? Signal, double? Score);

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

    /// <summary>What was said with a target; nothing where it was given alone.</summary>
    public IReadOnlyDictionary<(string Ticker, DateOnly Day), SaidSignal> Said { get; init; } =
        new Dictionary<(string, DateOnly), SaidSignal>();

    /// <summary>The signals of a universe with dated members: on a day on which a ticker is no member its
    /// target is 0, so that its position is closed at the next open after it has left. The days of the
    /// members are part of what was chosen.</summary>
    /// <param name="bars">The tickers' bars.</param>
    public BacktestSignals OfMembers(IReadOnlyList<BarSeries> bars)
    {
        if (bars.All(b => b.Members is null))
            return this;
        Dictionary<string, BarSeries> byTicker = bars.ToDictionary(b => b.Ticker, StringComparer.Ordinal);
        string members = string.Join(
            ' ',
            bars.Where(b => b.Members is not null).Select(b => $"{b.Ticker} {b.Members}")
        );
        return this with
        {
            Identity = $"{Identity}; members {ChainHash.Of(ChainHash.Beginning, members)}",
            Series = [.. Series.Select(s => byTicker.TryGetValue(s.Ticker, out BarSeries? b) ? OfMember(s, b) : s)],
        };
    }

    private static SignalSeries OfMember(SignalSeries signals, BarSeries bars)
    {
        if (bars.Members is null || signals.Days.Length == 0)
            return signals;
        var targets = new SortedDictionary<DateOnly, double>();
        for (int i = 0; i < signals.Days.Length; i++)
            targets[signals.Days[i]] = bars.IsMember(signals.Days[i]) ? signals.Targets[i] : 0;
        foreach (DateOnly day in bars.From(signals.Days[0]).Dates)
            if (!bars.IsMember(day))
                targets[day] = 0;
        return new(signals.Ticker, targets.Keys.ToArray(), targets.Values.ToArray());
    }

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
