using Ploutos.Research.Training;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Sizing;

/// <summary>Positions sized for a volatility of the whole. Volatilities are a year: 0.1 is 10
/// %.</summary>
public sealed record SizeReport
{
    /// <summary>The newest day whose close is a price.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether the bars were made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The risk model's version.</summary>
    public required string Model { get; init; }

    /// <summary>What the model's test says.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>The currency of the account: of the capital, and of every worth here. Null where nobody
    /// knows the one currency of the tickers.</summary>
    public string? Currency { get; init; }

    /// <summary>What the account is worth.</summary>
    public required double Capital { get; init; }

    /// <summary>The part of it that is sized: the capital less what stays of tickers that could not
    /// be. Volatilities, weights and limits are of this part.</summary>
    public required double Investable { get; init; }

    /// <summary>The volatility that was aimed at.</summary>
    public required double TargetVolatility { get; init; }

    /// <summary>Forecast volatility of the positions in whole shares, with the rest in cash.</summary>
    public required double Volatility { get; init; }

    /// <summary>Sum of the positions' worth.</summary>
    public required double Invested { get; init; }

    /// <summary>What is left of the capital beside the positions and what stays.</summary>
    public required double Cash { get; init; }

    /// <summary>Days of the covariances.</summary>
    public required int CovarianceDays { get; init; }

    /// <summary>The first of these days.</summary>
    public required DateOnly CovarianceFrom { get; init; }

    /// <summary>Mean pairwise correlation on them.</summary>
    public required double MeanCorrelation { get; init; }

    /// <summary>The weight of one common correlation in the covariances, 0 .. 1.</summary>
    public required double Shrinkage { get; init; }

    /// <summary>Positions by ticker, those to be sold among them.</summary>
    public required IReadOnlyList<SizedPosition> Positions { get; init; }

    /// <summary>Tickers that could not be sized; what is held of them stays, and its worth is not
    /// spent.</summary>
    public required IReadOnlyList<LeftOutTicker> LeftOut { get; init; }

    /// <summary>What these figures do not know.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>What was done on the way, limits that cut among it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Serious findings inside the bars of the forecasts.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];
}
