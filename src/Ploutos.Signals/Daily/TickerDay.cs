using Ploutos.Experts;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>Makes one ticker's record of one day, or decides to wait for it, or to give it up with
/// a reason.</summary>
internal sealed class TickerDay(
    BarStore store,
    SignalStore signals,
    Ensemble? models,
    string? modelFault,
    BarUpdateResult update,
    DayPlan days,
    DateTimeOffset started,
    SeriousRule rule
)
{
    private readonly Dictionary<string, (StoredTicker Stored, BarSeries Series)?> _bars = new(StringComparer.Ordinal);

    private ServingMarkets? _markets;
    private bool _isMarketRead;

    /// <summary>What is waited for: the day and the reason, by ticker.</summary>
    public Dictionary<string, (DateOnly Day, string Reason)> Waiting { get; } = new(StringComparer.Ordinal);

    /// <summary>Serious findings inside the bars of the days made so far.</summary>
    public HashSet<SeriousFinding> Findings { get; } = [];

    /// <summary>Why the stored bars of a ticker can't be read, by ticker: damage, which is that
    /// ticker's alone.</summary>
    public SortedDictionary<string, string> Unread { get; } = new(StringComparer.Ordinal);

    /// <summary>The record; null where it is waited for.</summary>
    public SignalRecord? Make(string ticker, DateOnly day, DateTimeOffset now)
    {
        if (Bars(ticker) is not ({ } stored, { } series))
        {
            if (Unread.TryGetValue(ticker, out string? damage))
                return WaitOrGiveUp(ticker, day, now, $"its bars can't be read: {damage}", hasLaterBars: false);
            return update.Unknown.Contains(ticker)
                ? SignalMaker.Without(Market(ticker), ticker, day, now, $"unknown ticker: {update.Failures[ticker]}")
                : WaitOrGiveUp(
                    ticker,
                    day,
                    now,
                    $"there are no bars of it: {update.Failures.GetValueOrDefault(ticker, "no source was asked")}",
                    hasLaterBars: false
                );
        }

        BarSeries upTo = series.UpTo(day);
        bool hasLaterBars = series.Count > upTo.Count;
        if (upTo.Count == 0 || upTo.Dates[^1] != day)
        {
            string known =
                upTo.Count == 0 ? "the first one is later" : $"the newest is of {series.Dates[^1]:yyyy-MM-dd}";
            string why =
                update.Failures.TryGetValue(ticker, out string? failure) ? $"; {failure}"
                : update.Asked.Contains(ticker) ? ""
                : "; it came from files, and a source must be named to be asked for it";
            return hasLaterBars
                ? SignalMaker.Without(
                    Market(ticker),
                    ticker,
                    day,
                    now,
                    $"no bar of {day:yyyy-MM-dd}, though there are later ones"
                )
                : WaitOrGiveUp(ticker, day, now, $"no bar of it; {known}{why}", hasLaterBars);
        }

        if (models is null)
            return WaitOrGiveUp(ticker, day, now, $"no usable model: {modelFault}", hasLaterBars);
        IReadOnlyList<SeriousFinding> found = rule.InWindow(upTo, models.RequiredBars);
        Findings.UnionWith(found);
        return found.FirstOrDefault(f => f.Decision == FindingDecision.LeftOut) is { } finding
            ? SignalMaker.Without(
                Market(ticker),
                ticker,
                day,
                now,
                $"{SignalMaker.OnFinding}: {finding.Facts} {finding.Meaning}"
            )
            : FromBars(upTo, stored, ticker, day, now, hasLaterBars);
    }

    /// <summary>The record of what the bars say. Where another input can't be read, such as a column of a
    /// file, or an ONNX model gives no probability of them, the day waits for it.</summary>
    private SignalRecord? FromBars(
        BarSeries bars,
        StoredTicker stored,
        string ticker,
        DateOnly day,
        DateTimeOffset now,
        bool hasLaterBars
    )
    {
        try
        {
            return SignalMaker.Make(
                models!,
                new(bars, $"{stored.Source} {stored.Location}".Trim(), stored.Vintage),
                now,
                Market(models!, day, now),
                Market(ticker)
            );
        }
        catch (Exception e) when (e is MarketDataException or InvalidDataException)
        {
            return WaitOrGiveUp(ticker, day, now, e.Message, hasLaterBars);
        }
    }

    private string? Market(string ticker) => DayMoments.NameOf(days.MarketOf(ticker));

    private SignalRecord? WaitOrGiveUp(
        string ticker,
        DateOnly day,
        DateTimeOffset now,
        string reason,
        bool hasLaterBars
    )
    {
        DateTimeOffset asked = signals.FirstAsked(ticker, day, started),
            deadline = DayMoments.Deadline(day, days.MarketOf(ticker));
        bool isClockDoubtful = days.Pending.Count > DailyRun.MostDaysGivenUp && !hasLaterBars;
        if (now >= deadline && now - asked >= DailyRun.LeastPatience && !isClockDoubtful)
            return SignalMaker.Without(
                Market(ticker),
                ticker,
                day,
                now,
                $"no signal by {deadline:yyyy-MM-dd HH:mm} UTC: {reason}"
            );
        Waiting.TryAdd(
            ticker,
            (
                day,
                isClockDoubtful
                    ? $"{days.Pending.Count} trading days are missing and no source has a newer bar; is the clock"
                        + $" right? It says {now:u}"
                    : reason
            )
        );
        return null;
    }

    /// <summary>A day's market as the store knows it, its bars read once for all tickers and days of the
    /// run.</summary>
    private ServingMarket? Market(Ensemble ensemble, DateOnly day, DateTimeOffset now)
    {
        if (!_isMarketRead)
        {
            (_markets, _isMarketRead) = (ServingMarkets.Read(store, ensemble.Models, now), true);
            foreach ((string ticker, string damage) in _markets?.Unread ?? new Dictionary<string, string>())
                Unread[ticker] = damage;
        }

        ServingMarket? market = _markets?.On(rule, day);
        Findings.UnionWith(market?.Findings ?? []);
        return market;
    }

    /// <summary>A ticker's bars, read once; null where there are none that can be read.</summary>
    public (StoredTicker Stored, BarSeries Series)? Bars(string ticker)
    {
        if (_bars.TryGetValue(ticker, out (StoredTicker, BarSeries)? bars))
            return bars;
        try
        {
            bars = store.Find(ticker) is { } stored ? (stored, store.Read(ticker)) : null;
        }
        catch (Exception e) when (e is MarketDataException or StorageException)
        {
            Unread[ticker] = e.Message;
        }

        return _bars[ticker] = bars;
    }
}
