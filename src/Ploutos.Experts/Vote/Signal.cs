namespace Ploutos.Experts.Vote;

/// <summary>What the three experts together say of a ticker.</summary>
public enum Signal
{
    /// <summary>Far down.</summary>
    StrongSell,

    /// <summary>Down.</summary>
    Sell,

    /// <summary>No clear direction.</summary>
    Hold,

    /// <summary>No clear direction, and a rough sea: volatility is HIGH and the two directional
    /// experts contradict each other.</summary>
    StrongHold,

    /// <summary>Up.</summary>
    Buy,

    /// <summary>Far up.</summary>
    StrongBuy,
}

/// <summary>The signals' names as users know them, and what each asks a position to be.</summary>
public static class SignalNames
{
    /// <summary>All signals, in the order in which messages list them.</summary>
    public static IReadOnlyList<Signal> All { get; } =
    [Signal.StrongBuy, Signal.Buy, Signal.Hold, Signal.StrongHold, Signal.Sell, Signal.StrongSell];

    /// <summary>As <c>STRONG BUY</c>.</summary>
    public static string Text(this Signal signal) =>
        signal switch
        {
            Signal.StrongSell => "STRONG SELL",
            Signal.Sell => "SELL",
            Signal.Hold => "HOLD",
            Signal.StrongHold => "STRONG HOLD",
            Signal.Buy => "BUY",
            Signal.StrongBuy => "STRONG BUY",
            _ => throw new ArgumentOutOfRangeException(nameof(signal), $"There is no signal {(int)signal}."),
        };

    /// <summary>The signal of a text such as <c>STRONG BUY</c>, in any case and with blanks around
    /// it; null where it is none.</summary>
    public static Signal? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim();
        foreach (Signal signal in All)
            if (name.Equals(signal.Text(), StringComparison.OrdinalIgnoreCase))
                return signal;
        return null;
    }

    /// <summary>The target position of a signal, as a share of a full position, -1 .. 1: STRONG is a
    /// full one, BUY and SELL are half of one, HOLD and STRONG HOLD are none.</summary>
    public static double TargetPosition(this Signal signal) =>
        signal switch
        {
            Signal.StrongSell => -1,
            Signal.Sell => -0.5,
            Signal.Hold or Signal.StrongHold => 0,
            Signal.Buy => 0.5,
            Signal.StrongBuy => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(signal), $"There is no signal {(int)signal}."),
        };
}
