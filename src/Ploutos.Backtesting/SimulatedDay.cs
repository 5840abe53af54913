using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Backtesting;

/// <summary>An account between two days.</summary>
/// <param name="Cash">Money.</param>
/// <param name="Shares">Shares by ticker; below 0 sold short. A ticker that is not held may be
/// left out.</param>
public sealed record AccountState(double Cash, IReadOnlyDictionary<string, double> Shares);

/// <summary>What a day did to an account.</summary>
/// <param name="Interest">A night's interest and borrowing fees, booked first.</param>
/// <param name="Fills">Trades in the order they were filled, those of delisted tickers first.</param>
/// <param name="Voided">Tickers whose order is void, because they are delisted.</param>
public sealed record DayOutcome(double Interest, IReadOnlyList<Fill> Fills, IReadOnlyList<string> Voided);

/// <summary>The simulator of <see cref="Backtest"/> one day at a time, for an account that is kept
/// elsewhere between the days: the same market, the same fills and costs, the same sizing. Days run
/// one after the other give what a backtest gives.</summary>
public static class SimulatedDay
{
    /// <summary>A ticker without bars for so many calendar days is delisted; before, its bar is
    /// only late.</summary>
    public const int LateDays = 14;

    /// <summary>Interest of the night, then the orders of the evening before at the day's
    /// open.</summary>
    /// <param name="universe">Bars of every ticker that is held or ordered; later ones than
    /// <paramref name="day"/> are not looked at.</param>
    /// <param name="day">The day.</param>
    /// <param name="account">The account at the close of the day before.</param>
    /// <param name="orders">Shares to buy (above 0) or sell, by ticker. One whose ticker has no
    /// open on the day has no fill.</param>
    /// <param name="options">Costs and rates.</param>
    /// <exception cref="ArgumentException">A ticker that is held or ordered has no
    /// bars.</exception>
    public static DayOutcome Run(
        IReadOnlyList<BarSeries> universe,
        DateOnly day,
        AccountState account,
        IReadOnlyDictionary<string, double> orders,
        BacktestOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(orders);
        var fills = new List<Fill>();
        (Market market, Portfolio portfolio) = Open(universe, day, account, options, fills.Add);
        if (market.Days.Length == 0)
            return new(0, [], []);
        portfolio.AccrueInterest();
        double[] shares = InOrder(universe, orders);
        market.OpenDay(0);
        TradingDay.Open(market, portfolio, shares, 0);
        return new(portfolio.Interest, fills, [.. orders.Keys.Where(t => market.IsDelisted(IndexOf(universe, t), 0))]);
    }

    /// <summary>The orders that take an account from its positions at a day's close to its targets,
    /// within the limits.</summary>
    /// <param name="universe">Bars of every ticker that is held or has a target; later ones than
    /// <paramref name="day"/> are not looked at.</param>
    /// <param name="day">The day at whose close is decided.</param>
    /// <param name="account">The account at that close.</param>
    /// <param name="targets">Targets in force, -1 .. 1, by ticker; one without is wanted
    /// no more.</param>
    /// <param name="options">Sizing and limits.</param>
    /// <param name="volatilities">Forecasts to size by, as in <see cref="Backtest"/>.</param>
    /// <param name="isTraded">Whether a ticker may get an order; null for all. The others count with what
    /// is held of them.</param>
    /// <returns>Shares to buy (above 0) or sell at the next open, by ticker; none of 0.</returns>
    public static IReadOnlyDictionary<string, double> Orders(
        IReadOnlyList<BarSeries> universe,
        DateOnly day,
        AccountState account,
        IReadOnlyDictionary<string, double> targets,
        BacktestOptions options,
        IReadOnlyList<VolatilitySeries>? volatilities = null,
        Func<string, bool>? isTraded = null
    )
    {
        ArgumentNullException.ThrowIfNull(targets);
        (Market market, Portfolio portfolio) = Open(universe, day, account, options, null);
        if (market.Days.Length == 0)
            return new Dictionary<string, double>();
        var signals = new SignalSeries?[universe.Count];
        foreach ((string ticker, double target) in targets)
            signals[IndexOf(universe, ticker)] = new(ticker, [day], [target]);
        market.OpenDay(0);
        market.CloseDay(0);
        for (int i = 0; isTraded is not null && i < universe.Count; i++)
            if (!isTraded(universe[i].Ticker))
                market.Close[i] = double.NaN; // no order is made without a close of the day
        double[] orders = new double[universe.Count];
        VolatilitySeries?[]? sizing = BacktestInput.Match(universe, volatilities, signals);
        new SignalAllocation(options, signals, sizing).Decide(0, market, portfolio, orders);
        return Enumerable
            .Range(0, orders.Length)
            .Where(i => orders[i] != 0)
            .ToDictionary(i => universe[i].Ticker, i => orders[i]);
    }

    private static (Market Market, Portfolio Portfolio) Open(
        IReadOnlyList<BarSeries> universe,
        DateOnly day,
        AccountState account,
        BacktestOptions options,
        Action<Fill>? filled
    )
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        BarSeries[] known = [.. universe.Select(bars => bars.UpTo(day))];
        bool trades = Array.Exists(known, b => b.EndedOn < day || (b.Count > 0 && b.Dates[^1] == day));
        // The sessions a year are a matter of dates alone: all bars that are there may tell them.
        var year = SessionsPerYear.Of(universe, [.. Market.Calendar(universe)]);
        var market = new Market(known, trades ? [day] : [], LateDays, year, universe);
        var portfolio = new Portfolio(market, options) { Filled = filled };
        portfolio.Restore(account.Cash, InOrder(universe, account.Shares));
        return (market, portfolio);
    }

    private static double[] InOrder(IReadOnlyList<BarSeries> universe, IReadOnlyDictionary<string, double> byTicker)
    {
        double[] values = new double[universe.Count];
        foreach ((string ticker, double value) in byTicker)
            if (value != 0)
                values[IndexOf(universe, ticker)] = value;
        return values;
    }

    private static int IndexOf(IReadOnlyList<BarSeries> universe, string ticker)
    {
        for (int i = 0; i < universe.Count; i++)
            if (universe[i].Ticker == ticker)
                return i;
        throw new ArgumentException(
            $"{ticker} is held, ordered or aimed at, but has no bars among the {universe.Count} series given. "
                + "Fetch or import its bars.",
            nameof(ticker)
        );
    }
}
