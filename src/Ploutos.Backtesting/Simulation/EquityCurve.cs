using Ploutos.MarketData.Calendar;

namespace Ploutos.Backtesting.Simulation;

/// <summary>A position from its opening to its end.</summary>
/// <param name="Ticker">What was held.</param>
/// <param name="IsLong">Bought first, or sold short first.</param>
/// <param name="Opened">Day of the first fill.</param>
/// <param name="Closed">Day of the last fill.</param>
/// <param name="Profit">Money won or lost, all costs of trading taken off (interest is not in it).</param>
public readonly record struct RoundTrip(string Ticker, bool IsLong, DateOnly Opened, DateOnly Closed, double Profit);

/// <summary>A position that is still held at the last close.</summary>
/// <param name="Ticker">What is held.</param>
/// <param name="IsLong">Bought, or sold short.</param>
/// <param name="Opened">Day of the first fill.</param>
/// <param name="Worth">Its size in money at the last close, above 0.</param>
/// <param name="Profit">Money won or lost so far at that close; what closing it would cost is not
/// taken off.</param>
public readonly record struct OpenPosition(string Ticker, bool IsLong, DateOnly Opened, double Worth, double Profit);

/// <summary>What an account was worth at each close, and what it did. All columns have one value
/// a day.</summary>
public sealed class EquityCurve
{
    internal EquityCurve(DateOnly[] days, double initialCapital, SessionsPerYear? year = null)
    {
        Days = days;
        InitialCapital = initialCapital;
        Year = year ?? SessionsPerYear.Of(days);
        (Equity, Gross, Net, Traded) = (
            new double[days.Length],
            new double[days.Length],
            new double[days.Length],
            new double[days.Length]
        );
    }

    /// <summary>The account that earned these returns, begun with 1 on the weekday before the first
    /// of them (the day before, where some lie on a Saturday or Sunday; as long before as usual,
    /// where returns are not daily). Positions are not known: exposure and turnover are 0.</summary>
    /// <param name="days">Day of each return, ascending.</param>
    /// <param name="returns">As many, none below -1.</param>
    /// <exception cref="ArgumentException">Different lengths, no return, days out of order, or a
    /// return that loses more than all.</exception>
    public static EquityCurve OfReturns(IReadOnlyList<DateOnly> days, IReadOnlyList<double> returns)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(returns);
        if (days.Count != returns.Count || days.Count == 0)
            throw new ArgumentException(
                $"Days and returns must have one length above 0, but got {days.Count} and {returns.Count}.",
                nameof(returns)
            );
        if (days.Zip(days.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException("Days must be strictly ascending. Sort them.", nameof(days));
        if (returns.Any(r => !(r >= -1 && double.IsFinite(r))))
            throw new ArgumentException("A return must be a finite number of -1 or more.", nameof(returns));
        var curve = new EquityCurve([Before(days), .. days], 1);
        curve.Equity[0] = 1;
        for (int t = 0; t < returns.Count; t++)
            curve.Equity[t + 1] = curve.Equity[t] * (1 + returns[t]);
        return curve;
    }

    /// <summary>Trading days, ascending. On the first nothing is held yet: its close is when the
    /// first signal is known.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Sessions a year of the market that the account trades on; of an account on several,
    /// its own days a year.</summary>
    public SessionsPerYear Year { get; }

    /// <summary>Years from the first day to the last by dates, of 365.25 days.</summary>
    public double Years => Days.Count > 0 ? (Days[^1].DayNumber - Days[0].DayNumber) / SessionsPerYear.DaysPerYear : 0;

    /// <summary>Money before the first day.</summary>
    public double InitialCapital { get; }

    /// <summary>Worth of cash and positions at the close.</summary>
    public double[] Equity { get; }

    /// <summary>Sum of the positions' sizes at the close, as a share of equity.</summary>
    public double[] Gross { get; }

    /// <summary>Long less short positions at the close, as a share of equity.</summary>
    public double[] Net { get; }

    /// <summary>What was bought and sold at the open, together, as a share of the equity of the
    /// close before.</summary>
    public double[] Traded { get; }

    /// <summary>Commission and slippage paid in all.</summary>
    public double Costs { get; internal set; }

    /// <summary>Cash earned less interest and fees paid.</summary>
    public double Interest { get; internal set; }

    /// <summary>Positions that were closed, in that order.</summary>
    public IReadOnlyList<RoundTrip> RoundTrips { get; internal set; } = [];

    /// <summary>Every trade as it was filled, in that order.</summary>
    public IReadOnlyList<Fill> Fills { get; internal set; } = [];

    /// <summary>Positions that are still held at the end, in the universe's order.</summary>
    public IReadOnlyList<OpenPosition> OpenPositions { get; internal set; } = [];

    /// <summary>The day the account was worth nothing any more and trading stopped; null for
    /// most.</summary>
    public DateOnly? Ruined { get; internal set; }

    /// <summary>How often each limit cut what the signals wanted.</summary>
    public LimitsReached Limits { get; internal set; } = new();

    private static DateOnly Before(IReadOnlyList<DateOnly> days)
    {
        int[] gaps = [.. days.Zip(days.Skip(1), (a, b) => b.DayNumber - a.DayNumber).Order()];
        int usual = gaps.Length > 0 ? gaps[gaps.Length / 2] : 1;
        DateOnly start = days[0].AddDays(-usual);
        if (usual > 1 || days.Any(IsWeekend))
            return start;
        while (IsWeekend(start))
            start = start.AddDays(-1);
        return start;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Daily returns over what cash earns in a session; one fewer than there are
    /// days.</summary>
    /// <param name="cashRate">Annual rate of cash, a share.</param>
    public double[] ExcessReturns(double cashRate) => Array.ConvertAll(Returns(), r => r - cashRate / Year.Sessions);

    /// <summary>Daily returns: one fewer than there are days.</summary>
    public double[] Returns()
    {
        double[] returns = new double[Math.Max(0, Equity.Length - 1)];
        for (int t = 0; t < returns.Length; t++)
            returns[t] = Equity[t] > 0 ? Equity[t + 1] / Equity[t] - 1 : 0;
        return returns;
    }
}
