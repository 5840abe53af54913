using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Statistics;

/// <summary>Growth by dates and ratios by sessions a year, of markets of every kind.</summary>
public sealed class CalendarYearTests
{
    private const double Exact = 1e-9;

    /// <summary>From the first to the last day, leap years and all: the price doubles, or falls by a
    /// tenth.</summary>
    [Theory]
    [InlineData("2023-01-03", "2024-01-03", 2.0)]
    [InlineData("2024-01-02", "2025-01-02", 2.0)]
    [InlineData("2021-03-01", "2021-09-01", 0.9)]
    [InlineData("2016-01-04", "2024-01-04", 2.0)]
    public void Growth_is_by_dates_on_five_days_a_week_and_on_seven(string from, string to, double factor)
    {
        DateOnly first = DateOnly.Parse(from, null),
            last = DateOnly.Parse(to, null);
        double years = (last.DayNumber - first.DayNumber) / 365.25,
            expected = Math.Pow(factor, 1 / years) - 1;
        Assert.All(
            (DateOnly[][])
                [
                    [.. NewYorkCalendar.TradingDays(first, last)],
                    EveryDay(first, last),
                ],
            days =>
            {
                var curve = new EquityCurve(days, 1000);
                for (int t = 0; t < days.Length; t++)
                    curve.Equity[t] = t == days.Length - 1 ? 1000 * factor : 1000;
                Assert.Equal(expected, Performance.Of(curve).Cagr, Exact);
            }
        );
    }

    [Fact]
    public void Volatility_and_ratios_are_by_the_sessions_of_the_market()
    {
        DateOnly first = new(2022, 5, 2),
            last = new(2023, 5, 1);
        DateOnly[] everyDay = EveryDay(first, last),
            newYork = [.. NewYorkCalendar.TradingDays(first, last)],
            weekdays = [.. everyDay.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];
        foreach (
            (DateOnly[] days, double sessions) in ((DateOnly[], double)[])
                [(everyDay, 365), (newYork, 252), (weekdays, 260)]
        )
        {
            EquityCurve curve = Swing(days);
            double[] r = curve.Returns();
            double mean = r.Average() - 0.03 / sessions,
                deviation = Math.Sqrt(r.Sum(x => Math.Pow(x - r.Average(), 2)) / (r.Length - 1)),
                downside = Math.Sqrt(r.Average(x => Math.Pow(Math.Min(x - 0.03 / sessions, 0), 2)));
            curve.Traded[3] = 0.4;
            Performance p = Performance.Of(curve, cashRate: 0.03);
            Assert.Equal(sessions, p.Year.Sessions);
            Assert.Equal(deviation * Math.Sqrt(sessions), p.Volatility, Exact);
            Assert.Equal(mean / deviation * Math.Sqrt(sessions), p.Sharpe.Value, Exact);
            Assert.Equal(mean / deviation, p.DailySharpe, Exact);
            Assert.Equal(mean / downside * Math.Sqrt(sessions), p.Sortino, Exact);
            Assert.Equal(0.4 / r.Length * sessions / 2, p.Turnover, Exact);
        }
    }

    [Fact]
    public void An_account_on_a_stock_and_a_coin_has_its_own_days_a_year()
    {
        DateOnly first = new(2022, 1, 3),
            last = new(2024, 1, 3);
        BarSeries coin = Flat("COIN", EveryDay(first, last)),
            stock = Flat("STOCK", [.. NewYorkCalendar.TradingDays(first, last)]);
        var signal = new SignalSeries("STOCK", [first], [1]);
        Assert.Equal(
            (MarketYear.OwnDays, 365.25),
            (Backtest.Run([coin, stock], [signal]).Year.Market, Backtest.Run([coin, stock], [signal]).Year.Sessions)
        );
        EquityCurve alone = Backtest.Run([stock], [signal]);
        Assert.Equal(SessionsPerYear.NewYork, alone.Year);
        // The benchmark is held on the account's days, and has its year.
        Assert.Equal(SessionsPerYear.NewYork, Backtest.BuyAndHold([coin], alone).Year);
    }

    /// <summary>By hand: 364 returns of +3 % and -1 % in turn have a mean of 1 % and a deviation of
    /// 2 % x sqrt(364 / 363); the account grows by 1.0197^182 in 364 days.</summary>
    [Theory]
    [InlineData(new[] { "BTC-USD" }, 365, 0.38262541, 9.539356, 34.259453)]
    [InlineData(new[] { "BTC-USD", "AAPL" }, 365.25, 0.38275642, 9.542622, 34.259453)]
    public void Growth_volatility_and_Sharpe_ratio_of_a_coin_and_of_a_mixed_account_are_those_by_hand(
        string[] tickers,
        double sessions,
        double volatility,
        double sharpe,
        double growth
    )
    {
        DateOnly first = new(2023, 1, 1);
        DateOnly[] days = EveryDay(first, first.AddDays(364));
        BarSeries[] universe =
        [
            .. tickers.Select(t => Flat(t, t == "AAPL" ? [.. NewYorkCalendar.TradingDays(days[0], days[^1])] : days)),
        ];
        var curve = new EquityCurve(days, 100, SessionsPerYear.Of(universe, days));
        curve.Equity[0] = 100;
        for (int t = 1; t < days.Length; t++)
            curve.Equity[t] = curve.Equity[t - 1] * (t % 2 == 1 ? 1.03 : 0.99);
        Performance p = Performance.Of(curve);
        Assert.Equal(sessions, p.Year.Sessions);
        Assert.Equal(growth, p.Cagr, 1e-5);
        Assert.Equal(volatility, p.Volatility, 1e-6);
        Assert.Equal(sharpe, p.Sharpe.Value, 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Idle_cash_earns_its_annual_rate_in_a_year_of_any_market(bool everyDay)
    {
        DateOnly first = new(2022, 1, 3),
            last = new(2023, 1, 3);
        DateOnly[] days = everyDay ? EveryDay(first, last) : [.. NewYorkCalendar.TradingDays(first, last)];
        EquityCurve curve = Backtest.Run([Flat("A", days)], [new("A", [first], [0])], new() { CashRate = 0.04 });
        double sessions = everyDay ? 365 : 252;
        Assert.Equal(Math.Pow(1 + 0.04 / sessions, days.Length - 1), curve.Equity[^1] / 100_000, Exact);
        Assert.InRange(curve.Equity[^1], 104_000, 104_100);
    }

    private static DateOnly[] EveryDay(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays)];

    private static BarSeries Flat(string ticker, DateOnly[] days) =>
        BarSeries.FromBars(ticker, DataOrigin.Simulated, [.. days.Select(d => new Bar(d, 10, 10, 10, 10, 1))]);

    private static EquityCurve Swing(DateOnly[] days)
    {
        var curve = new EquityCurve(days, 100);
        curve.Equity[0] = 100;
        for (int t = 1; t < days.Length; t++)
            curve.Equity[t] = curve.Equity[t - 1] * (1 + (t % 5 - 1.9) / 150);
        return curve;
    }
}
