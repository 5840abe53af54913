namespace Ploutos.Experts.Risk;

/// <summary>Whether it is known what moved a forecast since the bar before.</summary>
public enum RiskChangeState
{
    /// <summary>It is.</summary>
    Known,

    /// <summary>There was no forecast for the bar before.</summary>
    NoForecastBefore,

    /// <summary>The market's inputs were used on one of the two bars only.</summary>
    OtherInputs,
}

/// <summary>What moved a forecast since the bar before. The forecast is level x exp(intercept +
/// sum of weight x standardised input), hence the change of its logarithm is the sum of the
/// changes of these terms, exactly.</summary>
/// <param name="State">Whether it is known.</param>
/// <param name="Since">Day of the bar before; null where there is none.</param>
/// <param name="LogChange">log(forecast volatility today / on the bar before); 0 where not
/// known.</param>
/// <param name="Parts">What each input added to it, the largest first; <c>usual_level</c> is the
/// change of the level itself. Empty where not known.</param>
public sealed record RiskChange(
    RiskChangeState State,
    DateOnly? Since,
    double LogChange,
    IReadOnlyList<RiskChangePart> Parts
)
{
    /// <summary>The part that is the change of the usual level.</summary>
    public const string UsualLevel = "usual_level";

    internal static RiskChange Unknown(RiskChangeState state, DateOnly? since) => new(state, since, 0, []);
}

/// <summary>What one input added to the change of a forecast.</summary>
/// <param name="Input">Its name.</param>
/// <param name="LogChange">Change of the logarithm of volatility: 0.01 is about 1 % more.</param>
public readonly record struct RiskChangePart(string Input, double LogChange);
