using Ploutos.MarketData;

namespace Ploutos.Backtesting.Simulation;

/// <summary>Refuses what cannot be simulated, with a reason.</summary>
internal static class BacktestInput
{
    public static void CheckUniverse(IReadOnlyList<BarSeries> universe)
    {
        ArgumentNullException.ThrowIfNull(universe);
        if (universe.All(bars => bars.Count == 0))
            throw new ArgumentException(
                $"A backtest needs at least one ticker with bars, but got {universe.Count} without any. Import "
                    + "bars first.",
                nameof(universe)
            );
        if (universe.GroupBy(bars => bars.Ticker).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException(
                $"A ticker may be in the universe once, but {twice.Key} is there {twice.Count()} times.",
                nameof(universe)
            );
    }

    /// <summary>The signals of each ticker of the universe, in its order; null for a ticker
    /// without.</summary>
    public static SignalSeries?[] Match(IReadOnlyList<BarSeries> universe, IReadOnlyList<SignalSeries> signals)
    {
        CheckUniverse(universe);
        ArgumentNullException.ThrowIfNull(signals);
        if (signals.All(s => s.Days.IsEmpty))
            throw new ArgumentException(
                "A backtest needs at least one signal, but got none. Choose days on which the models could "
                    + "predict.",
                nameof(signals)
            );
        var place = new Dictionary<string, int>();
        for (int i = 0; i < universe.Count; i++)
            place.Add(universe[i].Ticker, i);
        var matched = new SignalSeries?[universe.Count];
        foreach (SignalSeries s in signals)
        {
            if (!place.TryGetValue(s.Ticker, out int i))
                throw new ArgumentException(
                    $"{s.Ticker} has signals but no bars. Import its bars, or leave it out.",
                    nameof(signals)
                );
            if (matched[i] is not null)
                throw new ArgumentException(
                    $"{s.Ticker} has more than one series of signals. Join them.",
                    nameof(signals)
                );
            matched[i] = s;
        }

        CheckDays(universe, matched);
        return matched;
    }

    /// <summary>The volatilities of each ticker of the universe, in its order; null where none are
    /// given.</summary>
    public static VolatilitySeries?[]? Match(
        IReadOnlyList<BarSeries> universe,
        IReadOnlyList<VolatilitySeries>? volatilities,
        SignalSeries?[] signals
    )
    {
        if (volatilities is null)
            return null;
        if (volatilities.GroupBy(v => v.Ticker).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException(
                $"{twice.Key} has more than one series of volatilities. Join them.",
                nameof(volatilities)
            );
        VolatilitySeries?[] matched =
        [
            .. universe.Select(bars => volatilities.FirstOrDefault(v => v.Ticker == bars.Ticker)),
        ];
        for (int i = 0; i < matched.Length; i++)
            if (signals[i] is not null && matched[i] is null)
                throw new ArgumentException(
                    $"{universe[i].Ticker} has signals, but no volatility among the {volatilities.Count} series given. "
                        + "Give one of each ticker, or none at all.",
                    nameof(volatilities)
                );
        return matched;
    }

    public static (DateOnly From, DateOnly To) Period(
        IReadOnlyList<BarSeries> universe,
        IReadOnlyList<SignalSeries> signals
    ) =>
        (
            signals.Where(s => s.Days.Length > 0).Min(s => s.Days[0]),
            universe.Where(b => b.Count > 0).Max(b => b.Dates[^1])
        );

    private static void CheckDays(IReadOnlyList<BarSeries> universe, SignalSeries?[] signals)
    {
        (string Ticker, DateOnly Day)? first = null;
        int missing = 0;
        for (int i = 0; i < signals.Length; i++)
        {
            int row = 0;
            foreach (DateOnly day in signals[i] is { } s ? s.Days : [])
            {
                ReadOnlySpan<DateOnly> days = universe[i].Dates;
                while (row < days.Length && days[row] < day)
                    row++;
                if (row < days.Length && days[row] == day)
                    continue;
                missing++;
                if (first is null || day < first.Value.Day)
                    first = (universe[i].Ticker, day);
            }
        }

        if (first is { } f)
            throw new ArgumentException(
                $"{f.Ticker} has a signal on {f.Day:yyyy-MM-dd}, but no bar on that day "
                    + $"({missing} such signal(s) in all): a signal is made at a close. Leave these days out, or"
                    + $" import the missing bars.",
                nameof(signals)
            );
    }
}
