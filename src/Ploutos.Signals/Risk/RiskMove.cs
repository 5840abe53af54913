namespace Ploutos.Signals.Risk;

/// <summary>What one input added to the change of a forecast.</summary>
/// <param name="Input">Its name; <c>usual_level</c> for the level.</param>
/// <param name="LogChange">Change of the log of volatility: 0.01 is about 1 % more.</param>
public sealed record RiskMove(string Input, double LogChange);
