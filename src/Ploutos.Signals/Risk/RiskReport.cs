using Ploutos.Research.Training;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Risk;

/// <summary>What the risk model says of a ticker. Volatilities are a year: 0.2 is 20 %.</summary>
public sealed record RiskReport
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The day whose close is the last price known.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether the bars were made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The model's version.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the market's inputs are used.</summary>
    public required bool UsesMarket { get; init; }

    /// <summary>Why they are not, in one sentence; null where they are.</summary>
    public string? MarketNote { get; init; }

    /// <summary>Tickers of the market that have a value on the day.</summary>
    public required int MarketTickers { get; init; }

    /// <summary>Sessions a year of the ticker's market, which made the volatilities annual.</summary>
    public required double SessionsPerYear { get; init; }

    /// <summary>The usual level: the trailing year's median of five-day realised volatility.</summary>
    public required double UsualVolatility { get; init; }

    /// <summary>The next 5 and 21 bars.</summary>
    public required IReadOnlyList<RiskHorizon> Horizons { get; init; }

    /// <summary>The day of the ticker's bar before, where it is known what moved the forecast since;
    /// else null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>log of the forecast of 5 bars over that of the bar before; null where not known.</summary>
    public double? LogChange { get; init; }

    /// <summary>What each input added to that, the largest first.</summary>
    public required IReadOnlyList<RiskMove> Moves { get; init; }

    /// <summary>What the model's test says.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>Serious findings inside the bars of the forecast: the ticker's own, where they were
    /// accepted, and those of the market.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

    /// <summary>What was done on the way.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
