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

/// <summary>The signals' names as users know them.</summary>
public static class SignalNames
{
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
}
