using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Vote;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>What <c>paper.json</c> says, or its defaults.</summary>
public sealed record PaperOptions
{
    /// <summary>embedded, alpaca, or the name of one in code.</summary>
    public string Broker { get; init; } = "embedded";

    /// <summary>Cash that the embedded broker opens the account with.</summary>
    public decimal InitialCash { get; init; } = 100_000;

    /// <summary>The account's one currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Order fractions of shares.</summary>
    public bool Fractions { get; init; }

    /// <summary>A day's loss, as a share of the equity before, that sets the kill switch.</summary>
    public double MaxDailyLoss { get; init; } = 0.05;

    /// <summary>The target of each signal, -1 .. 1; one that is not named is 0.</summary>
    public IReadOnlyDictionary<string, double> Targets { get; init; } = DefaultTargets;

    /// <summary>Sizing, limits and costs, as in a backtest.</summary>
    public BacktestOptions Trading { get; init; } = new() { MaxDailyTurnover = 1 };

    /// <summary>Whose volatility sizes positions, where <see cref="Trading"/> aims at one.</summary>
    public SizingForecast SizingForecast { get; init; } = SizingForecast.Risk;

    /// <summary>The target of each signal where <c>paper.json</c> names none: the one that a backtest
    /// takes (<see cref="SignalNames.TargetPosition"/>).</summary>
    public static IReadOnlyDictionary<string, double> DefaultTargets { get; } =
        SignalNames.All.ToDictionary(s => s.Text(), s => s.TargetPosition());
}
