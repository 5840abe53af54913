using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Training;

/// <summary>The markets that forecasts of volatility are seen in, the vote's and the risk model's: the
/// tickers' bars are held once, and a day's market is made of those without a serious finding in the
/// days that matter for it. Safe for use by many threads.</summary>
public sealed class ServingMarkets
{
    private const int MostKept = 64;

    private readonly IReadOnlyList<BarSeries> _members;
    private readonly Dictionary<string, BarSeries> _byTicker;
    private readonly DateTimeOffset? _knownAt;
    private readonly Dictionary<(bool Accepts, DateOnly First, DateOnly Last), ServingMarket> _made = [];
    private readonly Lock _lock = new();
    private MarketFeatures? _features;

    private ServingMarkets(IReadOnlyList<BarSeries> members, DateTimeOffset? knownAt) =>
        (_members, _byTicker, _knownAt) = (
            members,
            members.ToDictionary(m => m.Ticker, StringComparer.Ordinal),
            knownAt
        );

    /// <summary>Why a ticker is in no market although it is stored: its bars can't be read. By
    /// ticker.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; private init; } = new Dictionary<string, string>();

    /// <summary>The tickers: those whose bars were read, and those that can't be.</summary>
    public IReadOnlyCollection<string> Tickers => [.. _members.Select(m => m.Ticker), .. Unread.Keys];

    /// <summary>The markets of these tickers.</summary>
    /// <param name="members">Their bars, each up to its newest.</param>
    public static ServingMarkets Of(IReadOnlyList<BarSeries> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return new(members, null);
    }

    /// <summary>Reads the tickers of models' markets, as far as the store has them and they can be read;
    /// null where neither a serving forecaster nor inputs read a market.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="models">The models that vote together.</param>
    /// <param name="knownAt">As the store knew the bars then; null for now.</param>
    public static ServingMarkets? Read(
        BarStore store,
        IReadOnlyList<TrainedExpert> models,
        DateTimeOffset? knownAt = null
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(models);
        HashSet<string> wanted = [.. models.SelectMany(m => m.MarketTickers)];
        DataOrigin origin = models.Any(m => m.Card.Simulated) ? DataOrigin.Simulated : DataOrigin.Observed;
        return wanted.Count == 0 ? null : Read(store, Stored(store, wanted, origin), knownAt, read: null);
    }

    /// <summary>Reads the newest bars of a market's tickers, as far as the store has them and they can be
    /// read.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="tickers">The tickers; those that are not stored are left out.</param>
    /// <param name="origin">What their bars must be.</param>
    /// <param name="read">A market that was read from this store before: bars of it that are the newest
    /// serve again, and so does the whole where it has the same tickers.</param>
    public static ServingMarkets Read(
        BarStore store,
        IReadOnlyCollection<string> tickers,
        DataOrigin origin,
        ServingMarkets? read = null
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(tickers);
        StoredTicker[] stored = Stored(store, [.. tickers], origin);
        return read is not null && stored.Length == read.Tickers.Count && stored.All(read.HasNewest)
            ? read
            : Read(store, stored, knownAt: null, read);
    }

    private static StoredTicker[] Stored(BarStore store, HashSet<string> tickers, DataOrigin origin) =>
        [.. store.List().Where(t => t.Origin == origin && tickers.Contains(t.Ticker))];

    private static ServingMarkets Read(
        BarStore store,
        StoredTicker[] stored,
        DateTimeOffset? knownAt,
        ServingMarkets? read
    )
    {
        Dictionary<string, BarSeries> known = stored
            .Select(t => read?.Newest(t))
            .OfType<BarSeries>()
            .ToDictionary(b => b.Ticker, StringComparer.Ordinal);
        ReadableBars others = store.ReadEach(stored.Select(t => t.Ticker).Where(t => !known.ContainsKey(t)), knownAt);
        foreach (BarSeries other in others.Series)
            known[other.Ticker] = other;
        return new([.. stored.Select(t => known.GetValueOrDefault(t.Ticker)).OfType<BarSeries>()], knownAt)
        {
            Unread = others.Unread,
        };
    }

    /// <summary>The market in which models forecast a stretch of days; null where none of them reads one,
    /// or there are no days.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="models">The models that vote together.</param>
    /// <param name="acceptSerious">Whether tickers with serious findings are used all the same.</param>
    /// <param name="days">The days that are forecast.</param>
    public static ServingMarket? Over(
        BarStore store,
        IReadOnlyList<TrainedExpert> models,
        bool acceptSerious,
        DayRange days
    ) => days.IsEmpty ? null : Read(store, models)?.Over(new(store, acceptSerious), days.From, days.To);

    /// <summary>The market of one day.</summary>
    /// <param name="rule">The rule of serious findings, over the store of these bars.</param>
    /// <param name="day">The day.</param>
    public ServingMarket On(SeriousRule rule, DateOnly day) => Over(rule, day, day);

    /// <summary>The market of a stretch of days: of tickers without a serious finding on any of them.</summary>
    /// <param name="rule">The rule of serious findings, over the store of these bars.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    public ServingMarket Over(SeriousRule rule, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_lock)
        {
            if (_made.TryGetValue((rule.Accepts, first, last), out ServingMarket? market))
                return market;
            if (_made.Count == MostKept)
                _made.Clear();
            AdmittedBars admitted = rule.AdmitMarket(_members, first, last);
            HashSet<string> tickers = [.. admitted.Series.Select(s => s.Ticker)];
            // No value of a day uses a later bar, so that one market serves all days with the same tickers.
            if (_features is null || !tickers.SetEquals(_features.Tickers))
                _features = MarketFeatures.ComputeNewest([.. _members.Where(m => tickers.Contains(m.Ticker))]);
            return _made[(rule.Accepts, first, last)] = new(_features, _knownAt)
            {
                Findings = admitted.Findings,
                Unread = Unread,
            };
        }
    }

    /// <summary>Whether nothing of a ticker came to the store after it was read here.</summary>
    private bool HasNewest(StoredTicker ticker) =>
        (_knownAt is null || ticker.FetchedAt <= _knownAt)
        && (Unread.ContainsKey(ticker.Ticker) || _byTicker.ContainsKey(ticker.Ticker));

    /// <summary>The bars of a ticker, as the store had them when they were read; null where they were not read.
    /// Bars that were read as known at a moment are null where the ticker was fetched after it. For bars that were
    /// read for now, the caller checks whether the store has changed since.</summary>
    /// <param name="ticker">What the store knows of it.</param>
    public BarSeries? Newest(StoredTicker ticker) =>
        HasNewest(ticker) ? _byTicker.GetValueOrDefault(ticker.Ticker) : null;
}
