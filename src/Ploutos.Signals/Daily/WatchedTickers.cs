using System.Globalization;
using Ploutos.MarketData;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>The tickers of a watchlist, each with the days on which it belongs there.</summary>
public sealed class WatchedTickers
{
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
        return [.. Tickers.Where(t => DaysOf(t)?.Contains(dayOf(t)) ?? true)];
    }

    /// <summary>The tickers that belong on a day, and those that left before, as long as a day on which they
    /// belonged lacks its record: what runs missed is made up, however long they were away.</summary>
    /// <param name="dayOf">The day of each ticker's market.</param>
    /// <param name="firstLacking">The first day of a ticker that may lack its record; null where nothing was ever
    /// asked of it.</param>
    public IReadOnlyList<string> DueBy(Func<string, DateOnly> dayOf, Func<string, DateOnly?> firstLacking)
    {
        ArgumentNullException.ThrowIfNull(dayOf);
        ArgumentNullException.ThrowIfNull(firstLacking);
        return
        [
            .. Tickers.Where(t =>
                DaysOf(t) is not { } days
                || days.Contains(dayOf(t))
                || (firstLacking(t) is { } first && days.Ranges.Any(r => r.From <= dayOf(t) && r.To >= first))
            ),
        ];
    }

    /// <summary>Why there is no ticker on a day.</summary>
    /// <param name="day">The day.</param>
    public NoDataException None(DateOnly day) =>
        Tickers.Count == 0
            ? new("The watchlist is empty. Name tickers in it, or fetch some.") { Kind = MarketDataFault.EmptyStore }
            : new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The watchlist names universes of {Tickers.Count} ticker(s) in all, but none of them is a member"
                        + $" on {day:yyyy-MM-dd}. Import members of that day, or name tickers in the watchlist."
                )
            );

    /// <summary>The days on which a ticker belongs; null where it belongs on all.</summary>
    public Membership? DaysOf(string ticker) => _named.DaysOf(ticker);
}
