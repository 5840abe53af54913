using System.Globalization;

namespace Ploutos.MarketData.Simulation;

/// <summary>What a simulated market looks like. The defaults give effects that a good model finds
/// and a coin does not.</summary>
public sealed record SimulationOptions
{
    /// <summary>Same seed, same bars, on every machine.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How many tickers: <c>SIM01</c>, <c>SIM02</c>, ...; 1 to 99, independent of each
    /// other.</summary>
    public int Tickers { get; init; } = 10;

    /// <summary>Bars a ticker.</summary>
    public int Bars { get; init; } = 3000;

    /// <summary>First trading day (the next one, where the exchange is closed that day).</summary>
    public DateOnly FirstDay { get; init; } = new(2006, 1, 3);

    /// <summary>Expected return of the next day, in units of its standard deviation, when
    /// the close stands far above its 20-day mean: the trend goes on. 0 plants none; at most
    /// 1.</summary>
    public double MomentumStrength { get; init; } = 0.45;

    /// <summary>Expected fall of the next day, in units of its standard deviation, when the last
    /// two days only rose: the overshoot comes back. 0 plants none; at most 1.</summary>
    public double ReversionStrength { get; init; } = 0.8;

    /// <summary>Share of what is uncertain of the next day that the order of two long shadows
    /// tells, on the bar of the second, one bar in nine: up where the lower came first, down where
    /// the upper did. No model of one bar sees the order. 0 plants none; at most 0.98.</summary>
    public double OrderStrength { get; init; }

    /// <summary>How surely results, which move the price twice a year, are foretold five bars before by two things
    /// together, of which neither alone tells anything (<c>ResultsCycle</c>): they go as foretold in (1 +
    /// strength) / 2 of all cases. No linear model finds it. 0 plants none, and no results; at most 0.98.</summary>
    public double InteractionStrength { get; init; }

    /// <summary>Daily standard deviation of log returns in the calm regime.</summary>
    public double CalmVolatility { get; init; } = 0.010;

    /// <summary>Daily standard deviation of log returns in the turbulent regime.</summary>
    public double TurbulentVolatility { get; init; } = 0.024;

    /// <summary>Chance a day that calm ends.</summary>
    public double CalmEnds { get; init; } = 0.015;

    /// <summary>Chance a day that turbulence ends.</summary>
    public double TurbulenceEnds { get; init; } = 0.04;

    /// <summary>The market of the source <c>simulated</c>: besides the linear effects of the
    /// defaults an interaction of open and volume, and an effect in the order of bars.</summary>
    public static SimulationOptions Demonstration { get; } = new() { OrderStrength = 0.9, InteractionStrength = 0.95 };

    /// <summary>What the source <c>simulated</c> was until 2026-11: without the interaction. Stores hold bars of
    /// it.</summary>
    internal static SimulationOptions EarlierDemonstration { get; } = new() { OrderStrength = 0.9 };

    internal bool HasShadows => OrderStrength > 0;

    internal bool HasResults => InteractionStrength > 0;

    internal void Validate()
    {
        Require(Tickers is >= 1 and <= 99, nameof(Tickers), "1 to 99", Tickers);
        Require(Bars is >= 30 and <= 10_000, nameof(Bars), "30 to 10000", Bars);
        Require(MomentumStrength is >= 0 and <= 1, nameof(MomentumStrength), "0 to 1", MomentumStrength);
        Require(ReversionStrength is >= 0 and <= 1, nameof(ReversionStrength), "0 to 1", ReversionStrength);
        Require(OrderStrength is >= 0 and <= 0.98, nameof(OrderStrength), "0 to 0.98", OrderStrength);
        Require(InteractionStrength is >= 0 and <= 0.98, nameof(InteractionStrength), "0 to 0.98", InteractionStrength);
        Require(CalmVolatility is > 0 and < 0.2, nameof(CalmVolatility), "above 0 and below 0.2", CalmVolatility);
        Require(
            TurbulentVolatility is > 0 and < 0.2,
            nameof(TurbulentVolatility),
            "above 0 and below 0.2",
            TurbulentVolatility
        );
        Require(CalmEnds is >= 0 and <= 1, nameof(CalmEnds), "0 to 1", CalmEnds);
        Require(TurbulenceEnds is >= 0 and <= 1, nameof(TurbulenceEnds), "0 to 1", TurbulenceEnds);
    }

    private static void Require(bool holds, string name, string rule, object value)
    {
        if (!holds)
            throw new MarketDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Simulated market: {name} must be {rule}, but got {value}."
                )
            );
    }
}
