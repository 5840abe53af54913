using Ploutos.Backtesting.Statistics;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;

namespace Ploutos.Research.Studies;

/// <summary>Rank information coefficients of one signal.</summary>
/// <param name="grid">Prices.</param>
/// <param name="split">The first day of the later period, as an index.</param>
/// <param name="fewest">Tickers that a day needs.</param>
internal sealed class CoefficientStudy(DayGrid grid, int split, int fewest)
{
    /// <summary>By horizon, fill and period.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="signal">[ticker][day].</param>
    /// <param name="horizons">Days ahead.</param>
    public IEnumerable<StudyCoefficient> Of(string name, double[][] signal, IReadOnlyList<int> horizons)
    {
        var asked = horizons
            .SelectMany(h => new[] { (Horizon: h, Fill: StudyFill.Close), (Horizon: h, Fill: StudyFill.NextOpen) })
            .Concat([(1, StudyFill.Overnight), (1, StudyFill.Day)]);
        foreach ((int horizon, StudyFill fill) in asked)
        {
            double[] daily = Daily(signal, horizon, fill);
            int reach = fill == StudyFill.NextOpen ? horizon + 1 : horizon;
            yield return Coefficient(name, horizon, fill, StudyPeriod.Before, daily[..Math.Max(0, split - reach)]);
            yield return Coefficient(name, horizon, fill, StudyPeriod.After, daily[split..]);
        }
    }

    /// <summary>Lags over which the terms may depend on each other: overlapping returns
    /// do.</summary>
    public static int Lags(int horizon, int terms) => Math.Max(horizon - 1, NeweyWest.UsualLags(terms));

    private static StudyCoefficient Coefficient(
        string name,
        int horizon,
        StudyFill fill,
        StudyPeriod period,
        double[] daily
    )
    {
        double[] known = [.. daily.Where(c => !double.IsNaN(c))];
        (Estimate mean, double t) = NeweyWest.Mean(known, Lags(horizon, known.Length));
        return new()
        {
            Signal = name,
            Horizon = horizon,
            Fill = fill,
            Period = period,
            Days = known.Length,
            Mean = Interval.Of(mean),
            T = t,
        };
    }

    /// <summary>[day]: the correlation over tickers; NaN where there is none.</summary>
    private double[] Daily(double[][] signal, int horizon, StudyFill fill)
    {
        double[] daily = new double[grid.Days.Length];
        var values = new List<double>(signal.Length);
        var moves = new List<double>(signal.Length);
        for (int d = 0; d < daily.Length; d++)
        {
            values.Clear();
            moves.Clear();
            for (int i = 0; i < signal.Length; i++)
            {
                double move = Move(i, d, horizon, fill);
                if (double.IsNaN(signal[i][d]) || double.IsNaN(move))
                    continue;
                values.Add(signal[i][d]);
                moves.Add(move);
            }

            daily[d] = values.Count < fewest ? double.NaN : RankCorrelation.Of([.. values], [.. moves]);
        }

        return daily;
    }

    private double Move(int ticker, int day, int horizon, StudyFill fill)
    {
        double[] open = grid.Open[ticker],
            close = grid.Close[ticker];
        int end = day + (fill == StudyFill.NextOpen ? horizon + 1 : horizon);
        if (end >= open.Length)
            return double.NaN;
        return fill switch
        {
            StudyFill.Close => Math.Log(close[end] / close[day]),
            StudyFill.Overnight => Math.Log(open[end] / close[day]),
            StudyFill.Day => Math.Log(close[end] / open[end]),
            _ => Math.Log(open[end] / open[day + 1]),
        };
    }
}
