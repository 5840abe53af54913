using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A signal that was given.</summary>
public sealed record LoggedSignal
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The bar it was made from.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>live (the daily run's) or log (a prediction's).</summary>
    public required string From { get; init; }

    /// <summary>Made when its outcome could be known already; null of a prediction.</summary>
    public required bool? Late { get; init; }

    /// <summary>STRONG BUY ... STRONG SELL.</summary>
    public required string Signal { get; init; }

    /// <summary>What the score alone said.</summary>
    public required string RawSignal { get; init; }

    /// <summary>-1 .. 1.</summary>
    public required double Score { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Of UP or HIGH, by expert.</summary>
    public required IReadOnlyDictionary<string, double> Probabilities { get; init; }

    /// <summary>By expert, whether UP or HIGH came true; those that are known.</summary>
    public required IReadOnlyDictionary<string, bool> Outcomes { get; init; }
}
