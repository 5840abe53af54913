using Ploutos.Experts;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>Makes the tickers' records of one day, or decides to wait for one, or to give it up with
/// a reason.</summary>
internal sealed class TickerDay(
    BarStore store,
    RunBars bars,
    SignalStore signals,
    Ensemble? models,
    string? modelFault,
    BarUpdateResult update,
    DayPlan days,
    DateTimeOffset started,
    SeriousRule rule
)
{
    private readonly Lock _gate = new();
    private ServingMarkets? _markets;
    private bool _isMarketRead;

    /// <summary>What is waited for: the day and the reason, by ticker.</summary>
    public SortedDictionary<string, (DateOnly Day, string Reason)> Waiting { get; } = new(StringComparer.Ordinal);

    /// <summary>Serious findings inside the bars of the days made so far.</summary>
    public HashSet<SeriousFinding> Findings { get; } = [];

    /// <summary>The records of tickers, in their order; null where one is waited for. They are made on all
    /// cores.</summary>
    public IReadOnlyList<SignalRecord?> Make(IReadOnlyList<string> tickers, DateOnly day, TimeProvider time)
    {
        Made[] made = SideBySide.Of(tickers, ticker => Make(ticker, day, time.GetUtcNow()));
        foreach (Made one in made)
        {
            Findings.UnionWith(one.Found);
            Findings.UnionWith(one.Market?.Findings ?? []);
        }

        return Array.ConvertAll(made, m => m.Record);
    }

    /// <summary>A record, null where it is waited for, and the findings met on the way.</summary>
    private readonly record struct Made(
        SignalRecord? Record,
        IReadOnlyList<SeriousFinding> Found,
        ServingMarket? Market = null
    );

    private Made Make(string ticker, DateOnly day, DateTimeOffset now)
    {
        if (bars.Of(ticker) is not ({ } stored, { } series))
        {
            if (bars.WhyUnread(ticker) is { } damage)
                return new(
                    WaitOrGiveUp(ticker, day, now, $"its bars can't be read: {damage}", hasLaterBars: false),
                    []
                );
            SignalRecord? none = update.Unknown.Contains(ticker)
                ? SignalMaker.Without(Market(ticker), ticker, day, now, $"unknown ticker: {update.Failures[ticker]}")
                : WaitOrGiveUp(
                    ticker,
                    day,
                    now,
                    $"there are no bars of it: {update.Failures.GetValueOrDefault(ticker, "no source was asked")}",
                    hasLaterBars: false
                );
            return new(none, []);
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
            return new(
                hasLaterBars
                    ? SignalMaker.Without(
                        Market(ticker),
                        ticker,
                        day,
                        now,
                        $"no bar of {day:yyyy-MM-dd}, though there are later ones"
                    )
                    : WaitOrGiveUp(ticker, day, now, $"no bar of it; {known}{why}", hasLaterBars),
                []
            );
        }

        if (models is null)
            return new(WaitOrGiveUp(ticker, day, now, $"no usable model: {modelFault}", hasLaterBars), []);
        IReadOnlyList<SeriousFinding> found = rule.InWindow(upTo, models.RequiredBars);
        return found.FirstOrDefault(f => f.Decision == FindingDecision.LeftOut) is { } finding
            ? new(
                SignalMaker.Without(
                    Market(ticker),
                    ticker,
                    day,
                    now,
                    $"{SignalMaker.OnFinding}: {finding.Facts} {finding.Meaning}"
                ),
                found
            )
            : FromBars(upTo, stored, ticker, day, now, hasLaterBars) with
            {
                Found = found,
            };
    }

    /// <summary>The record of what the bars say. Where another input can't be read, such as a column of a
    /// file, or an ONNX model gives no probability of them, the day waits for it.</summary>
    private Made FromBars(
        BarSeries series,
        StoredTicker stored,
        string ticker,
        DateOnly day,
        DateTimeOffset now,
        bool hasLaterBars
    )
    {
        ServingMarket? market = null;
        try
        {
            market = Market(models!, day, now);
            SignalRecord made = SignalMaker.Make(
                models!,
                new(series, $"{stored.Source} {stored.Location}".Trim(), stored.Vintage),
                now,
                market,
                Market(ticker)
            );
            return new(made, [], market);
        }
        catch (Exception e) when (e is MarketDataException or InvalidDataException)
        {
            return new(WaitOrGiveUp(ticker, day, now, e.Message, hasLaterBars), [], market);
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
        using Lock.Scope turn = _gate.EnterScope(); // the record of signals is one thread's at a time
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
        lock (_gate)
        {
            if (!_isMarketRead)
            {
                (_markets, _isMarketRead) = (ServingMarkets.Read(store, ensemble.Models, now), true);
                foreach ((string ticker, string damage) in _markets?.Unread ?? new Dictionary<string, string>())
                    bars.Miss(ticker, damage);
            }
        }

        return _markets?.On(rule, day);
    }
}
