using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A signal that was given.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The bar it was made from.</param>
/// <param name="MadeAt">When.</param>
/// <param name="From">live (the daily run's) or log (a prediction's).</param>
/// <param name="Late">Made when its outcome could be known already; null of a prediction.</param>
/// <param name="Signal">STRONG BUY ... STRONG SELL.</param>
/// <param name="RawSignal">What the score alone said.</param>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Simulated">Made from simulated bars, or by models that were.</param>
/// <param name="Probabilities">Of UP or HIGH, by expert.</param>
/// <param name="Outcomes">By expert, whether UP or HIGH came true; those that are known.</param>
public sealed record LoggedSignal(
    string Ticker,
    DateOnly AsOf,
    DateTimeOffset MadeAt,
    string From,
    bool? Late,
    string Signal,
    string RawSignal,
    double Score,
    bool Simulated,
    IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyDictionary<string, bool> Outcomes
);
