using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Backtesting.Statistics;

/// <summary>The figures that follow from returns alone, by the formulas and the rules of
/// <see cref="Performance"/>, in one pass over drawn days.</summary>
internal readonly record struct ReturnFigures(
    double Growth,
    double Volatility,
    double Sharpe,
    double Sortino,
    double Drawdown
)
{
    /// <summary>An account's days, each with its return and the calendar days it took.</summary>
    /// <param name="Returns">Daily returns.</param>
    /// <param name="CalendarDays">Days from the close before.</param>
    /// <param name="Sessions">A year.</param>
    /// <param name="CashRate">A year.</param>
    public readonly record struct Days(double[] Returns, int[] CalendarDays, double Sessions, double CashRate)
    {
        /// <summary>Those of an account.</summary>
        public static Days Of(EquityCurve curve, double cashRate) =>
            new(
                curve.Returns(),
                [.. curve.Days.Zip(curve.Days.Skip(1), (a, b) => b.DayNumber - a.DayNumber)],
                curve.Year.Sessions,
                cashRate
            );
    }

    /// <summary>Of the drawn days, one after the other.</summary>
    /// <param name="account">The days to draw from.</param>
    /// <param name="days">Which of them, in order.</param>
    public static ReturnFigures Of(in Days account, int[] days)
    {
        double perSession = account.CashRate / account.Sessions,
            sum = 0,
            squares = 0,
            below = 0,
            largest = 0,
            worth = 1,
            peak = 1,
            drawdown = 0;
        int passed = 0;
        foreach (int day in days)
        {
            double r = account.Returns[day],
                excess = r - perSession,
                loss = Math.Min(excess, 0);
            sum += r;
            squares += r * r;
            below += loss * loss;
            largest = Math.Max(largest, Math.Abs(r));
            worth *= 1 + r;
            peak = Math.Max(peak, worth);
            drawdown = Math.Max(drawdown, 1 - worth / peak);
            passed += account.CalendarDays[day];
        }

        int n = days.Length;
        double mean = sum / n,
            deviation = Dispersion.Rounded(Math.Sqrt(Math.Max(0, squares - n * mean * mean) / (n - 1)), largest),
            downside = deviation > 0 ? Dispersion.Rounded(Math.Sqrt(below / n), 0) : 0,
            annual = Math.Sqrt(account.Sessions);
        return new(
            passed > 0 ? Math.Pow(worth, SessionsPerYear.DaysPerYear / passed) - 1 : double.NaN,
            n > 1 ? deviation * annual : double.NaN,
            Dispersion.Ratio(mean - perSession, deviation) * annual,
            Dispersion.Ratio(mean - perSession, downside) * annual,
            drawdown > Dispersion.Absolute ? drawdown : 0
        );
    }
}
