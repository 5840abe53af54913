using Ploutos.Features;
using Ploutos.Features.Market;

namespace Ploutos.Experts.Serving;

/// <summary>Inputs that a <see cref="LinearForecaster"/> can read: one of the feature sets, and for
/// <see cref="RiskMarket"/> the market's of the same day behind them.</summary>
public sealed class ServingInputs
{
    /// <summary>The name of the risk model's inputs with the market's.</summary>
    public const string RiskMarket = "risk_market";

    private static readonly Dictionary<string, ServingInputs> s_all = new(
        new[]
        {
            FeatureSet.Momentum,
            FeatureSet.Reversion,
            FeatureSet.Volatility,
            FeatureSet.TwelveOneMomentum,
            FeatureSet.ShortTermReversal,
            FeatureSet.LogRangeHar,
            FeatureSet.ExponentialVolatility,
            FeatureSet.Deviation20,
            FeatureSet.Risk,
        }
            .Select(set => new ServingInputs(set.Name, set, false))
            .Append(new(RiskMarket, FeatureSet.Risk, true))
            .ToDictionary(inputs => inputs.Name),
        StringComparer.Ordinal
    );

    private ServingInputs(string name, FeatureSet set, bool hasMarket) =>
        (Name, Set, HasMarket) = (name, set, hasMarket);

    /// <summary>The name, as momentum, har, risk or risk_market.</summary>
    public string Name { get; }

    /// <summary>The inputs of the ticker's own bars.</summary>
    public FeatureSet Set { get; }

    /// <summary>Whether the market's inputs follow.</summary>
    public bool HasMarket { get; }

    /// <summary>Names of all inputs.</summary>
    public IReadOnlyList<string> Names => HasMarket ? [.. Set.Names, .. MarketFeatures.Names] : Set.Names;

    /// <summary>The inputs of that name; null where there are none.</summary>
    public static ServingInputs? Find(string? name) => name is null ? null : s_all.GetValueOrDefault(name);

    /// <summary>The inputs of that name.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static ServingInputs Of(string name) =>
        Find(name)
        ?? throw new ArgumentException(
            $"Inputs must be one of {string.Join(", ", s_all.Keys)}, but got '{name}'.",
            nameof(name)
        );

    /// <summary>The inputs of an expert, which need not be among those with a name.</summary>
    public static ServingInputs Of(FeatureSet own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return Find(own.Name) is { HasMarket: false } known && known.Set == own ? known : new(own.Name, own, false);
    }

    /// <summary>Copies the inputs of a bar; NaN where one is missing.</summary>
    /// <param name="features">The ticker's <see cref="Set"/>.</param>
    /// <param name="bar">Which bar.</param>
    /// <param name="market">The market; null for none.</param>
    /// <param name="row">[names], written.</param>
    /// <returns>Whether these inputs hold for the bar: those of a market do where it covers the
    /// ticker on that day.</returns>
    public bool Copy(FeatureMatrix features, int bar, MarketFeatures? market, Span<double> row)
    {
        ArgumentNullException.ThrowIfNull(features);
        for (int j = 0; j < Set.Count; j++)
            row[j] = features[bar, j];
        if (!HasMarket)
            return true;
        DateOnly day = features.Dates[bar];
        if (market?.CoverageOf(features.Bars.Ticker, day) != MarketCoverage.Covered)
            return false;
        market.CopyDay(features.Bars.Ticker, day, row[Set.Count..]);
        return true;
    }
}
