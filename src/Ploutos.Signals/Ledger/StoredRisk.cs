namespace Ploutos.Signals.Ledger;

/// <summary>A risk forecast of the ledger, with what became of it.</summary>
/// <param name="Record">What was said.</param>
/// <param name="Outcome">What became of it; null where it is not known yet.</param>
public sealed record StoredRisk(RiskForecastRecord Record, RiskOutcome? Outcome);
