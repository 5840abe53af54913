using Ploutos.Experts.Metrics;
using Ploutos.Features;
using Ploutos.Features.Labels;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>Scores the risk forecasts whose days have passed, and EWMA's of the same days, by what the
/// risk model learns to forecast.</summary>
internal static class RiskScoring
{
    /// <summary>A forecast that could not be scored for so many days never will be.</summary>
    private const int LongestWait = 90;

    /// <summary>The 5 % quantile of the normal distribution, which RiskMetrics (1996) takes.</summary>
    private const double NormalQuantile = -1.6448536269514722;

    /// <summary>Scores what can be scored; returns how many forecasts.</summary>
    /// <param name="signals">The forecasts.</param>
    /// <param name="read">Bars of a ticker; null where there are none that can be read: its forecasts
    /// wait. Any number of threads may ask at once.</param>
    /// <param name="day">The last day whose bar counts.</param>
    /// <param name="now">The moment of the scoring.</param>
    public static int Run(
        SignalStore signals,
        Func<string, (StoredTicker Stored, BarSeries Series)?> read,
        DateOnly day,
        DateTimeOffset now
    )
    {
        IGrouping<string, RiskForecastRecord>[] tickers =
        [
            .. signals.UnscoredRisks(day.AddDays(-LongestWait)).GroupBy(r => r.Ticker),
        ];
        RiskOutcome[] outcomes =
        [
            .. SideBySide.Of(tickers, ticker => Scores(ticker, read(ticker.Key), day, now)).SelectMany(o => o),
        ];
        signals.Append([.. outcomes.OrderBy(o => o.AsOf).ThenBy(o => o.Ticker, StringComparer.Ordinal)]);
        return outcomes.Length;
    }

    /// <summary>A ticker's outcomes. What came is computed where a forecast's horizon has passed.</summary>
    private static List<RiskOutcome> Scores(
        IGrouping<string, RiskForecastRecord> ticker,
        (StoredTicker Stored, BarSeries Series)? read,
        DateOnly day,
        DateTimeOffset now
    )
    {
        var outcomes = new List<RiskOutcome>();
        if (read is not ({ } stored, { } series))
            return outcomes;
        BarSeries bars = series.UpTo(day);
        foreach (IGrouping<int, RiskForecastRecord> horizon in ticker.GroupBy(r => r.Horizon))
        {
            RiskForecastRecord[] due =
            [
                .. horizon.Where(r =>
                    bars.Dates.BinarySearch(r.AsOf) is >= 0 and var row && row + horizon.Key < bars.Count
                ),
            ];
            if (due.Length == 0)
                continue;
            RealisedAhead ahead = RealisedAhead.Compute(bars, horizon.Key);
            outcomes.AddRange(due.Select(r => Score(r, bars, ahead, stored.Vintage, now)).OfType<RiskOutcome>());
        }

        return outcomes;
    }

    private static RiskOutcome? Score(
        RiskForecastRecord record,
        BarSeries bars,
        RealisedAhead ahead,
        int vintage,
        DateTimeOffset now
    )
    {
        int row = bars.Dates.BinarySearch(record.AsOf);
        if (row < 0 || row + ahead.Horizon >= bars.Count || double.IsNaN(ahead.Volatility[row] + ahead.Move[row]))
            return null;
        double year = Math.Sqrt(DayMoments.Market(record.Exchange).SessionsPerYear.Sessions),
            realised = ahead.Volatility[row] * year,
            move = Math.Exp(ahead.Move[row]) - 1,
            ewma = record.Ewma ?? double.NaN;
        return new()
        {
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            Version = record.Version,
            KnownOn = bars.Dates[row + ahead.Horizon],
            Realised = realised,
            Move = move,
            Qlike = Known(VolatilityLoss.QuasiLikelihood(realised, record.ExpectedVolatility!.Value)),
            EwmaQlike = Known(VolatilityLoss.QuasiLikelihood(realised, ewma)),
            LogError = Known(VolatilityLoss.LogError(realised, record.Volatility!.Value)),
            EwmaLogError = Known(VolatilityLoss.LogError(realised, ewma)),
            Beyond = move < record.LossLimit,
            EwmaBeyond = ahead.Move[row] < NormalQuantile * ewma / year * Math.Sqrt(ahead.Horizon),
            Late = record.Late,
            ScoredAt = now,
            Vintage = vintage,
        };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
