namespace Ploutos.Features.Labels;

/// <summary>What a label asks.</summary>
public enum LabelKind
{
    /// <summary>Whether the close lies above today's after the horizon.</summary>
    Up,

    /// <summary>Whether volatility over the horizon lies above its usual level.</summary>
    Volatility,

    /// <summary>Which of two barriers the close touches first within the horizon.</summary>
    TripleBarrier,

    /// <summary>Whether an expression that looks ahead is above 0.</summary>
    Expression,

    /// <summary>Whether the return over the horizon lies above the median of the day's tickers.</summary>
    Relative,

    /// <summary>Whether what a program's own function says is above 0.</summary>
    InCode,
}
