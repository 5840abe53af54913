namespace Ploutos.Backtesting.Simulation;

/// <summary>How often the limits cut what the signals wanted: a limit that binds makes another
/// account than the signals ask for.</summary>
public sealed record LimitsReached
{
    /// <summary>Days with a signal in force.</summary>
    public int Days { get; init; }

    /// <summary>Days on which <see cref="BacktestOptions.MaxPosition"/> cut a position.</summary>
    public int PositionDays { get; init; }

    /// <summary>Tickers of which it ever cut a position.</summary>
    public int PositionTickers { get; init; }

    /// <summary>Days on which <see cref="BacktestOptions.MaxGross"/> cut the sum of the
    /// positions.</summary>
    public int GrossDays { get; init; }

    /// <summary>Days on which <see cref="BacktestOptions.MaxDailyTurnover"/> cut the
    /// orders.</summary>
    public int TurnoverDays { get; init; }
}
