using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
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
    private readonly DateTimeOffset? _knownAt;
    private readonly Dictionary<(bool Accepts, DateOnly First, DateOnly Last), ServingMarket> _made = [];
    private readonly Lock _lock = new();
    private MarketFeatures? _features;

    private ServingMarkets(IReadOnlyList<BarSeries> members, DateTimeOffset? knownAt) =>
        (_members, _knownAt) = (members, knownAt);

    /// <summary>Why a ticker is in no market although it is stored: its bars can't be read. By
    /// ticker.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; private init; } = new Dictionary<string, string>();

    /// <summary>The markets of these tickers.</summary>
    /// <param name="members">Their bars, each up to its newest.</param>
    public static ServingMarkets Of(IReadOnlyList<BarSeries> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return new(members, null);
    }

    /// <summary>Reads the tickers of models' markets, as far as the store has them and they can be read;
    /// null where no serving forecaster reads a market.</summary>
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
        HashSet<string> wanted = [.. models.SelectMany(m => m.Simple?.Market ?? [])];
        if (wanted.Count == 0)
            return null;
        DataOrigin origin = models.Any(m => m.Card.Simulated) ? DataOrigin.Simulated : DataOrigin.Observed;
        var members = new List<BarSeries>();
        var unread = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (StoredTicker ticker in store.List().Where(t => t.Origin == origin && wanted.Contains(t.Ticker)))
        {
            try
            {
                members.Add(store.Read(ticker.Ticker, knownAt: knownAt));
            }
            catch (NoDataException) when (knownAt is not null)
            {
                // Nothing was known of the ticker then.
            }
            catch (MarketDataException e)
            {
                unread[ticker.Ticker] = e.Message;
            }
        }

        return new(members, knownAt) { Unread = unread };
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

    /// <summary>The one rule of which tickers a market has: those without a serious finding on the days
    /// that are forecast and in the bars before them that a forecast stands on, or all where findings are
    /// accepted.</summary>
    /// <param name="rule">The rule of serious findings.</param>
    /// <param name="members">The tickers' bars.</param>
    /// <param name="first">First day that is forecast.</param>
    /// <param name="last">Last day that is forecast.</param>
    public static AdmittedBars Admit(SeriousRule rule, IReadOnlyList<BarSeries> members, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(members);
        return rule.Sort(
            [.. members.Select(m => m.UpTo(last)).Where(m => m.Count > 0)],
            first,
            last,
            RiskTable.RequiredBars
        );
    }

    /// <summary>The market of one day.</summary>
    /// <param name="rule">The rule of serious findings, over the store of these bars.</param>
    /// <param name="day">The day.</param>
    public ServingMarket On(SeriousRule rule, DateOnly day) => Over(rule, day, day);

    private ServingMarket Over(SeriousRule rule, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_lock)
        {
            if (_made.TryGetValue((rule.Accepts, first, last), out ServingMarket? market))
                return market;
            if (_made.Count == MostKept)
                _made.Clear();
            AdmittedBars admitted = Admit(rule, _members, first, last);
            HashSet<string> tickers = [.. admitted.Series.Select(s => s.Ticker)];
            // No value of a day uses a later bar, so that one market serves all days with the same tickers.
            if (_features is null || !tickers.SetEquals(_features.Tickers))
                _features = TrainingPipeline.Production.Market([.. _members.Where(m => tickers.Contains(m.Ticker))]);
            return _made[(rule.Accepts, first, last)] = new(_features, _knownAt)
            {
                Findings = admitted.Findings,
                Unread = Unread,
            };
        }
    }
}
