using Ploutos.Research.Training;

namespace Ploutos.Signals.Drift;

/// <summary>Forecasts against what came.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Rows">Scored forecasts that were made in time.</param>
/// <param name="MeanProbability">What was forecast on average.</param>
/// <param name="Frequency">How often it came.</param>
/// <param name="LogLoss">Mean log-loss with its 95 % interval.</param>
/// <param name="BaseLogLoss">That of the constant probability which the training rows'
/// frequency is.</param>
public sealed record LiveCalibration(
    string Expert,
    int Rows,
    double MeanProbability,
    double Frequency,
    Interval LogLoss,
    double BaseLogLoss
);
