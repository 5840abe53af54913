using System.Text.Json.Serialization;

namespace Ploutos.Signals.Ledger;

/// <summary>One expert's part in a stored signal.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Horizon">Bars until it is known whether it came.</param>
/// <param name="Version">The model's version.</param>
public sealed record SignalOpinion(string Expert, double Probability, int Horizon, string Version)
{
    /// <summary>The simpler forecaster that answered, as risk or base_rate; null for the
    /// network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Forecaster { get; init; }
}
