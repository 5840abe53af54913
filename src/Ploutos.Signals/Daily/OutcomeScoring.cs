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
    /// wait. Any number of threads may ask at once.</param>
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
        var forecasts = new Forecasts(expertOf, marketOf);
        // One thread reads the record of signals; the labels are computed on all cores.
        (IGrouping<string, StoredSignal> Signals, HashSet<(DateOnly, string)> Known)[] tickers =
        [
            .. signals
                .Unscored(day.AddDays(-LongestWait))
                .GroupBy(s => s.Record.Ticker)
                .Select(t =>
                    (t, signals.Outcomes(t.Key, t.Min(s => s.Record.AsOf)).Select(o => (o.AsOf, o.Expert)).ToHashSet())
                ),
        ];
        SignalOutcome[] outcomes =
        [
            .. SideBySide
                .Of(tickers, t => Scores(t.Signals, t.Known, read(t.Signals.Key), forecasts, day, now))
                .SelectMany(o => o),
        ];
        if (outcomes.Length > 0)
            signals.Append([.. outcomes.OrderBy(o => o.AsOf).ThenBy(o => o.Ticker, StringComparer.Ordinal)]);
        return outcomes.Length;
    }

    /// <summary>A ticker's outcomes. Labels are computed where a forecast's horizon has passed.</summary>
    private static List<SignalOutcome> Scores(
        IGrouping<string, StoredSignal> ticker,
        HashSet<(DateOnly, string)> known,
        (StoredTicker Stored, BarSeries Series)? read,
        Forecasts forecasts,
        DateOnly day,
        DateTimeOffset now
    )
    {
        var outcomes = new List<SignalOutcome>();
        if (read is not ({ } stored, { } series))
            return outcomes;
        BarSeries bars = series.UpTo(day);
        bool HasPassed(SignalRecord record, SignalOpinion opinion) =>
            bars.Dates.BinarySearch(record.AsOf) is >= 0 and var row && row + opinion.Horizon < bars.Count;
        foreach (
            SignalOpinion[] same in ticker
                .SelectMany(s =>
                    s.Record.Experts.Where(o => !known.Contains((s.Record.AsOf, o.Expert)) && HasPassed(s.Record, o))
                )
                .GroupBy(o => (o.Expert, o.Version))
                .Select(g => g.ToArray())
        )
        {
            (string Expert, string Version) key = (same[0].Expert, same[0].Version);
            if (forecasts.Of(same[0]) is not var (expert, market))
                continue;
            double[] labels = expert.Label.Compute(bars, market);
            outcomes.AddRange(
                ticker
                    .Where(s => !known.Contains((s.Record.AsOf, expert.Name)))
                    .Select(s => Score(s.Record, key, bars, labels, stored.Vintage, now))
                    .OfType<SignalOutcome>()
            );
        }

        return outcomes;
    }

    /// <summary>Experts and markets of forecasts, each had once, by whoever asks first.</summary>
    private sealed class Forecasts(
        Func<SignalOpinion, ExpertDefinition?> expertOf,
        Func<ExpertDefinition, string, MarketFeatures?> marketOf
    )
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<(string Expert, string Version), (ExpertDefinition, MarketFeatures?)?> _known = [];

        /// <summary>The expert as it was trained, and the market its label looks at; null where one of them is not
        /// at hand.</summary>
        public (ExpertDefinition Expert, MarketFeatures? Market)? Of(SignalOpinion opinion)
        {
            (string, string) key = (opinion.Expert, opinion.Version);
            lock (_gate)
            {
                if (_known.TryGetValue(key, out (ExpertDefinition, MarketFeatures?)? known))
                    return known;
                if (expertOf(opinion) is not { } expert)
                    return _known[key] = null;
                if (!expert.Label.NeedsMarket)
                    return _known[key] = (expert, null);
                return _known[key] = marketOf(expert, opinion.Version) is { } market ? (expert, market) : null;
            }
        }
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
