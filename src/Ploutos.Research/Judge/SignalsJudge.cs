using System.Globalization;
using MathNet.Numerics.Distributions;
using Ploutos.Backtesting.Statistics;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData;

namespace Ploutos.Research.Judge;

/// <summary>How well scores order the tickers of a day by the return to come, from the close of
/// their day on: rank information coefficients by horizon, and how fast the order changes.</summary>
internal static class SignalsJudge
{
    private const int FewestTickers = 3;
    private const double Sure = 0.05;

    // Fewer days than this many horizons hold too few returns that do not overlap for an error.
    private const int LeastSpans = 10;
    private static readonly int[] s_horizons = [1, 2, 5, 10, 21, 63];

    /// <summary>Judges signals on bars.</summary>
    /// <param name="rows">One row a ticker and day.</param>
    /// <param name="bars">Bars by ticker; rows of other tickers take no part.</param>
    public static JudgedSignals Of(IReadOnlyList<TickerRow> rows, IReadOnlyDictionary<string, BarSeries> bars)
    {
        TickerRow[][] days =
        [
            .. rows.Where(r => bars.ContainsKey(r.Ticker))
                .GroupBy(r => r.Date)
                .OrderBy(g => g.Key)
                .Select(g => g.OrderBy(r => r.Ticker, StringComparer.Ordinal).ToArray()),
        ];
        (double? autocorrelation, double? turnover) = Change(days);
        return new(
            days.SelectMany(d => d.Select(r => r.Ticker)).Distinct().Count(),
            Corrected([.. s_horizons.Select(h => Horizon(days, bars, h))]),
            autocorrelation,
            turnover
        );
    }

    /// <summary>One sentence.</summary>
    public static string Verdict(JudgedSignals judged)
    {
        JudgedHorizon? best = judged.Horizons.Where(h => h.PValue is not null).MinBy(h => h.PValue);
        if (best is not { PValue: { } p, InformationCoefficient.Value: { } mean, T: { } t })
            return Undecided(judged);
        int compared = judged.Horizons.Count(h => h.PValue is not null);
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"the strongest horizon is {best.Horizon} bars, with a rank IC of {mean:+0.000;-0.000;0.000}"
                + $" (Newey-West t {t:+0.0;-0.0;0.0}, p {p:0.000} after {compared} horizon(s))"
        );
        return p > Sure ? $"Not statistically distinguishable from chance: {figures}."
            : mean > 0 ? $"The scores order the tickers better than chance: {figures}."
            : $"The scores order the tickers the wrong way round: {figures}.";
    }

    private static string Undecided(JudgedSignals judged)
    {
        JudgedHorizon most = judged.Horizons.MaxBy(h => h.Days)!;
        return most switch
        {
            { Days: 0 } =>
                $"No day has {FewestTickers} tickers with a score and a return to come, so nothing can be said.",
            { Days: < LeastSpans } =>
                $"{most.Days} day(s) are too few to say anything; {LeastSpans} or more are needed.",
            _ => "The rank IC is the same on every day, so that it has no error and nothing can be tested.",
        };
    }

    /// <summary>The p-values times the number of horizons that have one (Bonferroni).</summary>
    private static IReadOnlyList<JudgedHorizon> Corrected(IReadOnlyList<JudgedHorizon> horizons)
    {
        int tested = horizons.Count(h => h.PValue is not null);
        return [.. horizons.Select(h => h with { PValue = h.PValue is { } p ? Math.Min(1, p * tested) : null })];
    }

    private static JudgedHorizon Horizon(TickerRow[][] rows, IReadOnlyDictionary<string, BarSeries> bars, int horizon)
    {
        List<double> coefficients = [];
        foreach (TickerRow[] day in rows)
        {
            (double Score, double Return)[] pairs =
            [
                .. day.Select(r => (r.Value, ReturnAhead(bars[r.Ticker], r.Date, horizon)))
                    .Where(pair => !double.IsNaN(pair.Item2)),
            ];
            double ic = Correlation([.. pairs.Select(p => p.Score)], [.. pairs.Select(p => p.Return)]);
            if (!double.IsNaN(ic))
                coefficients.Add(ic);
        }

        int days = coefficients.Count;
        if (days < LeastSpans * horizon)
            return new(horizon, new(days > 0 ? coefficients.Average() : null, null, null), null, null, days);
        int lags = Math.Max(horizon - 1, NeweyWest.UsualLags(days));
        (MarketData.Figures.Estimate mean, double t) = NeweyWest.Mean(coefficients, lags);
        // Days within the lags tell much the same: the degrees of freedom are those of the spans.
        double freedom = Math.Max(1, (double)days / (lags + 1) - 1);
        return new(
            horizon,
            new(Finite(mean.Value), Finite(mean.Low), Finite(mean.High)),
            Finite(t),
            double.IsFinite(t) ? 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)) : null,
            days
        );
    }

    private static double ReturnAhead(BarSeries bars, DateOnly day, int horizon)
    {
        int at = bars.Dates.BinarySearch(day);
        return at >= 0 && at + horizon < bars.Count ? bars.Close[at + horizon] / bars.Close[at] - 1 : double.NaN;
    }

    private static (double? Autocorrelation, double? Turnover) Change(TickerRow[][] days)
    {
        List<double> correlations = [],
            turnovers = [];
        for (int d = 1; d < days.Length; d++)
        {
            Dictionary<string, double> before = days[d - 1].ToDictionary(r => r.Ticker, r => r.Value);
            TickerRow[] both = [.. days[d].Where(r => before.ContainsKey(r.Ticker))];
            double correlation = Correlation([.. both.Select(r => r.Value)], [.. both.Select(r => before[r.Ticker])]);
            if (!double.IsNaN(correlation))
                correlations.Add(correlation);
            Dictionary<string, double> old = Weights(days[d - 1]),
                now = Weights(days[d]);
            if (old.Count > 0 && now.Count > 0)
                turnovers.Add(
                    0.5
                        * old.Keys.Union(now.Keys)
                            .Sum(t => Math.Abs(now.GetValueOrDefault(t) - old.GetValueOrDefault(t)))
                );
        }

        return (
            correlations.Count > 0 ? correlations.Average() : null,
            turnovers.Count > 0 ? turnovers.Average() : null
        );
    }

    /// <summary>Weights by rank less the mean rank, which add up to 1 in size.</summary>
    private static Dictionary<string, double> Weights(TickerRow[] day)
    {
        double[] ranks = RankCorrelation.Ranks([.. day.Select(r => r.Value)]);
        double mean = ranks.Length > 0 ? ranks.Average() : 0,
            size = ranks.Sum(r => Math.Abs(r - mean));
        return size > 0 && day.Length >= FewestTickers
            ? day.Select((r, i) => (r.Ticker, Weight: (ranks[i] - mean) / size))
                .ToDictionary(w => w.Ticker, w => w.Weight)
            : [];
    }

    /// <summary>Spearman's correlation; NaN for fewer than <see cref="FewestTickers"/>.</summary>
    private static double Correlation(double[] scores, double[] moves) =>
        scores.Length < FewestTickers ? double.NaN : RankCorrelation.Of(scores, moves);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
