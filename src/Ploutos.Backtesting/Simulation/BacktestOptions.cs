using System.Globalization;

namespace Ploutos.Backtesting.Simulation;

/// <summary>Whether a signal to sell opens a short position.</summary>
public enum Direction
{
    /// <summary>A signal below 0 means out of the market.</summary>
    LongOnly,

    /// <summary>A signal below 0 sells short.</summary>
    LongShort,
}

/// <summary>How much money a signal gets.</summary>
public enum PositionSizing
{
    /// <summary>Gross limit / number of tickers with a signal, times the signal.</summary>
    EqualWeight,

    /// <summary>As equal weight, times target volatility / the ticker's own, annualised: its
    /// <see cref="VolatilitySeries"/>, or without any the root mean square of its last 20 daily log
    /// returns. A ticker whose volatility is not known waits.</summary>
    VolatilityTarget,
}

/// <summary>What the target volatility is the volatility of.</summary>
public enum SizingScope
{
    /// <summary>Each position's share of the money. All together vary less than that, the less they
    /// move together.</summary>
    Position,

    /// <summary>All positions together: the weights of <see cref="Position"/>, multiplied by what
    /// their volatilities and the mean pairwise correlation of the last 66 days ask for. Where that
    /// is not known yet, they stay as they are.</summary>
    Portfolio,
}

/// <summary>How signals become trades, and what those cost. Rates and limits are shares: 0.02 is
/// 2 %.</summary>
public sealed record BacktestOptions
{
    /// <summary>Money at the start.</summary>
    public double InitialCapital { get; init; } = 100_000;

    /// <summary>Commission in basis points of what is traded.</summary>
    public double CommissionBp { get; init; } = 1;

    /// <summary>Slippage in basis points: a buy is filled that much above the open, a sale
    /// below it.</summary>
    public double SlippageBp { get; init; } = 5;

    /// <summary>Long-only or long-short.</summary>
    public Direction Direction { get; init; } = Direction.LongOnly;

    /// <summary>How positions are sized.</summary>
    public PositionSizing Sizing { get; init; } = PositionSizing.EqualWeight;

    /// <summary>What <see cref="TargetVolatility"/> is the volatility of.</summary>
    public SizingScope SizingScope { get; init; } = SizingScope.Position;

    /// <summary>Annual volatility aimed at, where <see cref="Sizing"/> asks for it.</summary>
    public double TargetVolatility { get; init; } = 0.15;

    /// <summary>Largest share of equity in one ticker, long or short.</summary>
    public double MaxPosition { get; init; } = 0.25;

    /// <summary>Largest sum of all positions' sizes, as a share of equity; above 1 is leverage.</summary>
    public double MaxGross { get; init; } = 1;

    /// <summary>Most that may be traded in a day, buys and sales together, as a share of equity;
    /// larger wishes are cut in proportion.</summary>
    public double MaxDailyTurnover { get; init; } = double.PositiveInfinity;

    /// <summary>A change of a position by less than this share of equity is not worth an order,
    /// unless it closes the position.</summary>
    public double MinimumTrade { get; init; } = 0.001;

    /// <summary>Annual rate that idle cash earns, and that money borrowed for leverage costs;
    /// proceeds of short sales earn nothing.</summary>
    public double CashRate { get; init; }

    /// <summary>Annual fee for borrowing what is sold short.</summary>
    public double BorrowRate { get; init; } = 0.01;

    /// <summary>Checks every rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rule is broken; the message names it and the
    /// value received.</exception>
    public void Validate()
    {
        Require(
            InitialCapital > 0 && double.IsFinite(InitialCapital),
            nameof(InitialCapital),
            InitialCapital,
            "above 0"
        );
        Require(CommissionBp is >= 0 and < 10_000, nameof(CommissionBp), CommissionBp, "from 0 to below 10000");
        Require(SlippageBp is >= 0 and < 10_000, nameof(SlippageBp), SlippageBp, "from 0 to below 10000");
        Require(
            TargetVolatility > 0 && double.IsFinite(TargetVolatility),
            nameof(TargetVolatility),
            TargetVolatility,
            "above 0"
        );
        Require(MaxPosition > 0, nameof(MaxPosition), MaxPosition, "above 0");
        Require(MaxGross > 0 && double.IsFinite(MaxGross), nameof(MaxGross), MaxGross, "above 0");
        Require(MaxDailyTurnover > 0, nameof(MaxDailyTurnover), MaxDailyTurnover, "above 0");
        Require(MinimumTrade is >= 0 and < 1, nameof(MinimumTrade), MinimumTrade, "from 0 to below 1");
        Require(CashRate is > -1 and < 1, nameof(CashRate), CashRate, "between -1 and 1 (0.02 is 2 %)");
        Require(BorrowRate is >= 0 and < 1, nameof(BorrowRate), BorrowRate, "from 0 to below 1 (0.02 is 2 %)");
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{name} must be {rule}, but got {value}.")
            );
    }
}
