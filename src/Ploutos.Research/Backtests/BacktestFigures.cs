using System.Globalization;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;

namespace Ploutos.Research.Backtests;

/// <summary>An account's figures beside the benchmark's, with intervals, in the order they are
/// shown.</summary>
internal static class BacktestFigures
{
    private const string Share = "share",
        Number = "number";

    public static IReadOnlyList<BacktestFigure> Of(
        Performance own,
        PerformanceIntervals intervals,
        Performance other,
        PerformanceIntervals otherIntervals
    )
    {
        BacktestFigure Row(string name, string title, string unit, Func<PerformanceIntervals, Estimate> of) =>
            new(name, title, unit, Value(of(intervals)), Value(of(otherIntervals)));
        return
        [
            Row("cagr", "CAGR", Share, i => i.Cagr),
            Row("volatility", "Volatility", Share, i => i.Volatility),
            Row("sharpe", "Sharpe", Number, i => i.Sharpe),
            new(
                "sharpe_difference",
                "Sharpe less benchmark's",
                Number,
                Value(intervals.SharpeDifference ?? Estimate.Undefined),
                null
            ),
            Row("sortino", "Sortino", Number, i => i.Sortino),
            Row("maximum_drawdown", "Maximum drawdown", Share, i => i.MaximumDrawdown),
            Row("calmar", "Calmar", Number, i => i.Calmar),
            new("alpha", "Alpha", Share, Value(own.Alpha ?? Estimate.Undefined), null),
            new("beta", "Beta", Number, Value(own.Beta ?? Estimate.Undefined), null),
            new(
                "hit_rate",
                "Hit rate",
                Share,
                Value(intervals.HitRate),
                other.RoundTrips > 0 ? Value(otherIntervals.HitRate) : null
            ),
            Row("turnover", "Turnover a year", Number, i => i.Turnover),
            Row("exposure", "Exposure", Share, i => i.Exposure),
        ];
    }

    /// <summary>How often the account, and the benchmark, came near the target volatility.</summary>
    public static BacktestFigure NearTarget(EquityCurve curve, EquityCurve benchmark, double target) =>
        new(
            "near_target",
            "Months near target",
            Share,
            Value(VolatilityWindows.NearTarget(curve, target)),
            Value(VolatilityWindows.NearTarget(benchmark, target))
        );

    /// <summary>How years were counted.</summary>
    public static BacktestYear Year(SessionsPerYear year) =>
        new(
            year.Market switch
            {
                MarketYear.Exchange => "exchange",
                MarketYear.RoundTheClock => "round_the_clock",
                MarketYear.ForeignExchange => "foreign_exchange",
                _ => "own_days",
            },
            year.Sessions,
            $"growth by dates, {SessionsPerYear.DaysPerYear.ToString(CultureInfo.InvariantCulture)} days a year; "
                + $"volatility and ratios by {year.Text}"
        );

    /// <summary>The columns of the two accounts.</summary>
    public static BacktestSeries Series(EquityCurve curve, EquityCurve benchmark) =>
        new()
        {
            Days = [.. curve.Days],
            Equity = curve.Equity,
            Benchmark = benchmark.Equity,
            Drawdown = Drawdowns(curve.Equity),
            BenchmarkDrawdown = Drawdowns(benchmark.Equity),
            Gross = curve.Gross,
            Net = curve.Net,
            Traded = curve.Traded,
        };

    private static BacktestValue Value(Estimate figure) =>
        new(Finite(figure.Value), Finite(figure.Low), Finite(figure.High));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double[] Drawdowns(double[] equity)
    {
        double peak = 0;
        return Array.ConvertAll(equity, e => (peak = Math.Max(peak, e)) > 0 ? 1 - e / peak : 0);
    }
}
