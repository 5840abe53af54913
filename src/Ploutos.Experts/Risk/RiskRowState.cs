namespace Ploutos.Experts.Risk;

/// <summary>Whether the risk model can say something about a bar.</summary>
public enum RiskRowState
{
    /// <summary>It can.</summary>
    Ready,

    /// <summary>The series has fewer bars up to here than the trailing year needs.</summary>
    TooFewBars,

    /// <summary>A price of the trailing year is missing or cannot be, as a low of 0.</summary>
    MissingBars,

    /// <summary>In more than half of the trailing year's weeks the close did not move: there is no
    /// usual level to compare with.</summary>
    NoMovement,
}
