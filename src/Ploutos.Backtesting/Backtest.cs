using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;

namespace Ploutos.Backtesting;

/// <summary>Trades dated signals on daily bars. A signal is known at a day's close and filled at
/// the next open, with slippage and commission; it never touches a price of its own day. Prices are
/// taken as adjusted, so that splits and dividends need no bookkeeping.</summary>
public static class Backtest
{
    /// <summary>Trades the signals from the day of the first one to the last bar.</summary>
    /// <param name="universe">Bars of every ticker that may be traded; one without signals is only
    /// part of the benchmark.</param>
    /// <param name="signals">At most one series a ticker, each day with a bar of its
    /// ticker.</param>
    /// <param name="options">Costs, sizing and limits.</param>
    /// <param name="volatilities">Forecasts that <see cref="PositionSizing.VolatilityTarget"/> sizes
    /// by, one series of each ticker with signals; null for each ticker's last 20 returns.</param>
    /// <exception cref="ArgumentException">No signals, a ticker without bars or without a series of
    /// volatilities, or a signal on a day on which its ticker has no bar.</exception>
    public static EquityCurve Run(
        IReadOnlyList<BarSeries> universe,
        IReadOnlyList<SignalSeries> signals,
        BacktestOptions? options = null,
        IReadOnlyList<VolatilitySeries>? volatilities = null
    )
    {
        options ??= new();
        SignalSeries?[] byTicker = BacktestInput.Match(universe, signals);
        (DateOnly from, DateOnly to) = BacktestInput.Period(universe, signals);
        VolatilitySeries?[]? sizing = BacktestInput.Match(universe, volatilities, byTicker);
        return Simulate(new(universe, from, to), new SignalAllocation(options, byTicker, sizing), options);
    }

    /// <summary>The benchmark: equal money in every ticker of the universe that has a price on the
    /// first day, spent at the next open at the same costs and held; what is delisted stays in
    /// cash. It buys what its money pays for, in fractions of shares, and never borrows.</summary>
    public static EquityCurve BuyAndHold(
        IReadOnlyList<BarSeries> universe,
        DateOnly from,
        DateOnly to,
        BacktestOptions? options = null
    )
    {
        BacktestInput.CheckUniverse(universe);
        var market = new Market(universe, from, to);
        if (market.Days.Length == 0)
            throw new ArgumentException(
                $"The benchmark has no bars from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}. Import them, or choose "
                    + "other days.",
                nameof(universe)
            );
        return Simulate(market, new BuyAndHold(), options ?? new());
    }

    /// <summary>The same on the days of another account, to be held against it: whatever calendar
    /// the benchmark's own bars have, days and sessions a year are the account's.</summary>
    /// <exception cref="ArgumentException">None of the benchmark's tickers has a bar on the first
    /// of the days.</exception>
    public static EquityCurve BuyAndHold(
        IReadOnlyList<BarSeries> universe,
        EquityCurve account,
        BacktestOptions? options = null
    )
    {
        BacktestInput.CheckUniverse(universe);
        ArgumentNullException.ThrowIfNull(account);
        IReadOnlyList<DateOnly> days = account.Days;
        if (days.Count == 0 || universe.All(bars => bars.Dates.BinarySearch(days[0]) < 0))
            throw new ArgumentException(
                $"The benchmark ({string.Join(", ", universe.Take(3).Select(bars => bars.Ticker))}) has no bar on "
                    + $"{(days.Count > 0 ? days[0] : default):yyyy-MM-dd}, when the account begins. Import its older"
                    + $" bars, or begin later.",
                nameof(universe)
            );
        return Simulate(new(universe, [.. days], year: account.Year), new BuyAndHold(), options ?? new());
    }

    private static EquityCurve Simulate(Market market, IAllocation allocation, BacktestOptions options)
    {
        options.Validate();
        var fills = new List<Fill>();
        var portfolio = new Portfolio(market, options) { Filled = fills.Add };
        var curve = new EquityCurve(market.Days, options.InitialCapital, market.Year);
        double[] orders = new double[market.Count];
        for (int day = 0; day < market.Days.Length; day++)
        {
            double before = day == 0 ? options.InitialCapital : curve.Equity[day - 1];
            if (day > 0)
                portfolio.AccrueInterest();
            market.OpenDay(day);
            curve.Traded[day] = TradingDay.Open(market, portfolio, orders, day, allocation) / before;
            market.CloseDay(day);
            Record(curve, portfolio, day);
            if (curve.Equity[day] <= 0)
            {
                Ruin(curve, day);
                break;
            }

            allocation.Decide(day, market, portfolio, orders);
        }

        (curve.Costs, curve.Interest, curve.RoundTrips) = (portfolio.Costs, portfolio.Interest, portfolio.RoundTrips);
        (curve.OpenPositions, curve.Limits, curve.Fills) = (portfolio.OpenPositions(), allocation.Limits, fills);
        return curve;
    }

    private static void Record(EquityCurve curve, Portfolio portfolio, int day)
    {
        (double longs, double shorts) = portfolio.Worth();
        double equity = portfolio.Cash + longs - shorts;
        curve.Equity[day] = equity;
        (curve.Gross[day], curve.Net[day]) =
            equity > 0 ? ((longs + shorts) / equity, (longs - shorts) / equity) : (0, 0);
    }

    /// <summary>Losses beyond the account are the broker's: it is worth 0 from here on.</summary>
    private static void Ruin(EquityCurve curve, int day)
    {
        curve.Ruined = curve.Days[day];
        curve.Equity.AsSpan(day).Clear();
    }
}
