namespace Ploutos.Signals.Ledger;

/// <summary>One expert's forecast in a signal, with what became of it.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Happened">Whether UP or HIGH came; null where it is not scored.</param>
/// <param name="KnownOn">The trading day at whose close it was known; null where it is not
/// scored.</param>
/// <param name="LogLoss">-log of the probability given to what came, in nats; null where it is not
/// scored.</param>
public sealed record SignalForecast(
    string Expert,
    string Version,
    double Probability,
    bool? Happened,
    DateOnly? KnownOn,
    double? LogLoss
);
