using Ploutos.MarketData;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>The tickers of a watchlist, each with the days on which it belongs there.</summary>
public sealed class WatchedTickers
{
    /// <summary>A ticker that left its universe is still looked at for so many days: what a run missed is made
    /// up.</summary>
    private const int DaysAfter = 10;

    private readonly NamedTickers _named;

    internal WatchedTickers(NamedTickers named, IReadOnlyList<string> tickers, IReadOnlyList<string> warnings)
    {
        _named = named;
        Tickers = tickers;
        Warnings = warnings;
    }

    /// <summary>All tickers that ever belong to it, in order.</summary>
    public IReadOnlyList<string> Tickers { get; }

    /// <summary>What is wrong with the file's lines.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The tickers that belong on a day.</summary>
    /// <param name="dayOf">The day of each ticker's market.</param>
    public IReadOnlyList<string> On(Func<string, DateOnly> dayOf)
    {
        ArgumentNullException.ThrowIfNull(dayOf);
        return [.. Tickers.Where(t => _named.DaysOf(t)?.Contains(dayOf(t)) ?? true)];
    }

    /// <summary>The tickers that belong on a day, or left a few days before.</summary>
    /// <param name="dayOf">The day of each ticker's market.</param>
    public IReadOnlyList<string> DueBy(Func<string, DateOnly> dayOf)
    {
        ArgumentNullException.ThrowIfNull(dayOf);
        return
        [
            .. Tickers.Where(t =>
                _named.DaysOf(t) is not { } days
                || days.Ranges.Any(r => r.From <= dayOf(t) && !(r.To < dayOf(t).AddDays(-DaysAfter)))
            ),
        ];
    }

    /// <summary>The day on which a ticker came in, for the last time by a day; null where it always
    /// belonged.</summary>
    public DateOnly? JoinedOn(string ticker, DateOnly day) =>
        _named.DaysOf(ticker)?.Ranges.Where(r => r.From <= day).Select(r => r.From).LastOrDefault() is { } from
        && from > DateOnly.MinValue
            ? from
            : null;

    /// <summary>The last day of a ticker that left by a day; null where it belongs on the day.</summary>
    public DateOnly? LeftOn(string ticker, DateOnly day) =>
        _named.DaysOf(ticker) is { } days && !days.Contains(day)
            ? days.Ranges.Where(r => r.To < day).Select(r => r.To).DefaultIfEmpty(DateOnly.MinValue).Max()
            : null;
}
