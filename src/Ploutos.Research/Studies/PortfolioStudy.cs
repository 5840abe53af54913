using Ploutos.Backtesting.Statistics;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;

namespace Ploutos.Research.Studies;

/// <summary>Portfolios of one signal. Target weights of a day are known at its close and reached at
/// the next open; they earn from there to the open after. The weights of a horizon of n days are the
/// mean of the last n days' (Jegadeesh and Titman 1993). What prices do to the weights between two
/// days is left out of the turnover.</summary>
/// <param name="grid">Prices.</param>
/// <param name="split">The first day of the later period, as an index.</param>
/// <param name="fewest">Tickers that a day needs.</param>
/// <param name="cost">Of a purchase or a sale, as a share of its value.</param>
/// <param name="pairs">Pairs of signal and horizon that are looked at in all.</param>
/// <param name="year">Sessions a year of the tickers' market.</param>
internal sealed class PortfolioStudy(DayGrid grid, int split, int fewest, double cost, int pairs, double year)
{
    private const double Level = 0.95;

    /// <summary>One horizon, both periods.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="signal">[ticker][day].</param>
    /// <param name="horizon">Days that a position is held.</param>
    public IEnumerable<StudyPortfolio> Of(string name, double[][] signal, int horizon)
    {
        Track equal = Trade(Held(signal, horizon, ranked: false)),
            ranked = Trade(Held(signal, horizon, ranked: true));
        int end = Math.Max(0, split - 2);
        bool reversed = equal.Gross[..end].Where(double.IsFinite).DefaultIfEmpty().Average() < 0;
        yield return Portfolio(StudyPeriod.Before, equal.Part(0, end), ranked.Part(0, end));
        yield return Portfolio(
            StudyPeriod.After,
            equal.Part(split, grid.Days.Length),
            ranked.Part(split, grid.Days.Length)
        );

        StudyPortfolio Portfolio(StudyPeriod period, Track one, Track other)
        {
            double[] net = one.Net(reversed, cost);
            int lags = CoefficientStudy.Lags(horizon, net.Length);
            (Estimate mean, double t) = NeweyWest.Mean(net, lags);
            double[] difference = [.. other.Net(reversed, cost).Zip(net, (a, b) => a - b)];
            return new()
            {
                Signal = name,
                Horizon = horizon,
                Period = period,
                Reversed = reversed,
                Days = net.Length,
                Turnover = net.Length == 0 ? double.NaN : one.Turnover.Average(),
                Gross = Interval.Of(NeweyWest.Mean(one.Net(reversed, cost: 0), lags).Mean.Times(year)),
                Net = Interval.Of(mean.Times(year)),
                T = t,
                LowOfAll = NeweyWest.Mean(net, lags, 1 - (1 - Level) / pairs).Mean.Low * year,
                RankedLessEqual = Interval.Of(NeweyWest.Mean(difference, lags).Mean.Times(year)),
            };
        }
    }

    /// <summary>[day][ticker]: the target weights; null where too few tickers have a signal on one of
    /// the days that they are made of.</summary>
    private double[]?[] Held(double[][] signal, int horizon, bool ranked)
    {
        double[]?[] own = [.. Enumerable.Range(0, grid.Days.Length).Select(d => Weights(signal, d, ranked))];
        var held = new double[]?[own.Length];
        double[] sum = new double[signal.Length];
        for (int d = 0, run = 0; d < own.Length; d++)
        {
            if (own[d] is not { } added)
            {
                run = 0;
                Array.Clear(sum);
                continue;
            }

            run++;
            for (int i = 0; i < sum.Length; i++)
                sum[i] += added[i] - (run > horizon ? own[d - horizon]![i] : 0);
            if (run >= horizon)
                held[d] = Array.ConvertAll(sum, w => w / horizon);
        }

        return held;
    }

    /// <summary>Weights whose absolute values sum to 1: by the distance of the rank from the middle,
    /// or only by its side.</summary>
    private double[]? Weights(double[][] signal, int day, bool ranked)
    {
        int[] known = [.. Enumerable.Range(0, signal.Length).Where(i => !double.IsNaN(signal[i][day]))];
        if (known.Length < fewest)
            return null;
        double[] ranks = RankCorrelation.Ranks([.. known.Select(i => signal[i][day])]);
        double middle = 0.5 * (known.Length + 1);
        double[] sides = Array.ConvertAll(ranks, r => ranked ? r - middle : Math.Sign(r - middle));
        double size = sides.Sum(Math.Abs);
        double[] weights = new double[signal.Length];
        for (int k = 0; k < known.Length && size > 0; k++)
            weights[known[k]] = sides[k] / size;
        return weights;
    }

    private Track Trade(double[]?[] held)
    {
        double[] gross = new double[held.Length],
            turnover = new double[held.Length];
        for (int d = 0; d < held.Length; d++)
        {
            if (held[d] is not { } now || d + 2 >= held.Length)
            {
                (gross[d], turnover[d]) = (double.NaN, double.NaN);
                continue;
            }

            double[]? before = d > 0 ? held[d - 1] : null;
            for (int i = 0; i < now.Length; i++)
            {
                double move = grid.Open[i][d + 2] / grid.Open[i][d + 1] - 1;
                gross[d] += double.IsNaN(move) ? 0 : now[i] * move;
                turnover[d] += Math.Abs(now[i] - (before?[i] ?? 0));
            }
        }

        return new(gross, turnover);
    }

    /// <summary>What a portfolio did, day by day; NaN where it was not traded.</summary>
    private sealed record Track(double[] Gross, double[] Turnover)
    {
        /// <summary>The traded days from one index to before another.</summary>
        public Track Part(int from, int end)
        {
            int[] traded = [.. Enumerable.Range(from, end - from).Where(d => double.IsFinite(Gross[d]))];
            return new(Array.ConvertAll(traded, d => Gross[d]), Array.ConvertAll(traded, d => Turnover[d]));
        }

        public double[] Net(bool reversed, double cost) =>
            [.. Gross.Select((g, d) => (reversed ? -g : g) - cost * Turnover[d])];
    }
}
