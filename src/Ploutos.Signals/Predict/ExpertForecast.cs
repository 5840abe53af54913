namespace Ploutos.Signals.Predict;

/// <summary>What one expert forecasts of a ticker.</summary>
public sealed record ExpertForecast
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The day of the last bar used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where the bars came from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the bars, or those that the model learned from, are simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The expert.</summary>
    public required string Expert { get; init; }

    /// <summary>The likelier class.</summary>
    public required string Class { get; init; }

    /// <summary>Calibrated probability of class 1, 0 .. 1.</summary>
    public required double Probability { get; init; }

    /// <summary>What class 1 means.</summary>
    public required string Question { get; init; }

    /// <summary>Bars until the answer is known.</summary>
    public required int Horizon { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether it is the base rate, which says nothing of the ticker.</summary>
    public required bool Abstains { get; init; }

    /// <summary>Whether the expert is proven for these bars and this day.</summary>
    public required bool Proven { get; init; }

    /// <summary>Its evidence in one line.</summary>
    public required string Evidence { get; init; }

    /// <summary>What to keep in mind.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was done on the way.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
