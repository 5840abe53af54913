namespace Ploutos.Research.Evaluation;

/// <summary>A difference with its interval.</summary>
public sealed record MetricDifference
{
    /// <summary>The first's metric.</summary>
    public required double Value { get; init; }

    /// <summary>The second's.</summary>
    public required double Other { get; init; }

    /// <summary>Value - Other.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of the paired block-bootstrap interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Two-sided Diebold-Mariano p-value on daily mean losses; null for metrics that are
    /// no mean of losses.</summary>
    public double? PValue { get; init; }

    /// <summary>Indistinguishable where the interval holds 0 or is not defined.</summary>
    public required DifferenceVerdict Verdict { get; init; }
}
