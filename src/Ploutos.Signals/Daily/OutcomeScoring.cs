using Ploutos.Experts.Definitions;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Daily;

/// <summary>Scores the forecasts whose horizon has passed, by the very labels that the experts
/// learn.</summary>
internal static class OutcomeScoring
{
    /// <summary>A signal that could not be scored for so many days never will be: its bar is
    /// gone.</summary>
    private const int LongestWait = 90;

    // Keeps the loss of a forecast that was certain and wrong finite.
    private const double LeastProbability = 1e-15;

    /// <summary>Scores what can be scored; returns how many forecasts.</summary>
    /// <param name="signals">The forecasts.</param>
    /// <param name="read">Bars of a ticker; null where there are none that can be read: its forecasts
    /// wait.</param>
    /// <param name="expertOf">The expert of a forecast, as it was when it was trained; null where it is
    /// not at hand: the forecast waits.</param>
    /// <param name="marketOf">The market that an expert's version was trained among, up to the day; null
    /// where it can't be read: the forecast waits. Asked where the label looks at one.</param>
    /// <param name="day">The last day whose bar counts.</param>
    /// <param name="now">The moment of the scoring.</param>
    public static int Run(
        SignalStore signals,
        Func<string, (StoredTicker Stored, BarSeries Series)?> read,
        Func<SignalOpinion, ExpertDefinition?> expertOf,
        Func<ExpertDefinition, string, MarketFeatures?> marketOf,
        DateOnly day,
        DateTimeOffset now
    )
    {
        var experts = new Dictionary<(string Expert, string Version), ExpertDefinition?>();
        var markets = new Dictionary<(string Expert, string Version), MarketFeatures?>();
        var outcomes = new List<SignalOutcome>();
        foreach (
            IGrouping<string, StoredSignal> ticker in signals
                .Unscored(day.AddDays(-LongestWait))
                .GroupBy(s => s.Record.Ticker)
        )
        {
            if (read(ticker.Key) is not ({ } stored, { } series))
                continue;
            BarSeries bars = series.UpTo(day);
            HashSet<(DateOnly, string)> known =
            [
                .. signals.Outcomes(ticker.Key, ticker.Min(s => s.Record.AsOf)).Select(o => (o.AsOf, o.Expert)),
            ];
            foreach (
                SignalOpinion[] same in ticker
                    .SelectMany(s => s.Record.Experts)
                    .GroupBy(o => (o.Expert, o.Version))
                    .Select(g => g.ToArray())
            )
            {
                (string Expert, string Version) key = (same[0].Expert, same[0].Version);
                MarketFeatures? market = null;
                if (!experts.TryGetValue(key, out ExpertDefinition? expert))
                    experts[key] = expert = expertOf(same[0]);
                if (expert is null)
                    continue;
                if (expert.Label.NeedsMarket && !markets.TryGetValue(key, out market))
                    markets[key] = market = marketOf(expert, key.Version);
                if (expert.Label.NeedsMarket && market is null)
                    continue;
                double[] labels = expert.Label.Compute(bars, market);
                outcomes.AddRange(
                    ticker
                        .Where(s => !known.Contains((s.Record.AsOf, expert.Name)))
                        .Select(s => Score(s.Record, key, bars, labels, stored.Vintage, now))
                        .OfType<SignalOutcome>()
                );
            }
        }

        if (outcomes.Count > 0)
            signals.Append([.. outcomes.OrderBy(o => o.AsOf).ThenBy(o => o.Ticker, StringComparer.Ordinal)]);
        return outcomes.Count;
    }

    private static SignalOutcome? Score(
        SignalRecord record,
        (string Expert, string Version) forecast,
        BarSeries bars,
        double[] labels,
        int vintage,
        DateTimeOffset now
    )
    {
        int row = bars.Dates.BinarySearch(record.AsOf);
        if (
            record.Experts.FirstOrDefault(e => (e.Expert, e.Version) == forecast) is not { } opinion
            || row < 0
            || row + opinion.Horizon >= bars.Count
            || double.IsNaN(labels[row])
        )
        {
            return null;
        }

        bool happened = labels[row] == 1;
        double given = Math.Clamp(happened ? opinion.Probability : 1 - opinion.Probability, LeastProbability, 1);
        return new()
        {
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            Expert = opinion.Expert,
            Version = opinion.Version,
            Probability = opinion.Probability,
            Happened = happened,
            KnownOn = bars.Dates[row + opinion.Horizon],
            LogLoss = -Math.Log(given),
            Brier = (1 - given) * (1 - given),
            Late = record.Late,
            ScoredAt = now,
            Vintage = vintage,
        };
    }
}
