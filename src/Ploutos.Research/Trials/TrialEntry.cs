using Ploutos.MarketData;

namespace Ploutos.Research.Trials;

/// <summary>What was tried.</summary>
internal enum TrialKind
{
    /// <summary>A finished trial of a search.</summary>
    Tune,

    /// <summary>A backtest.</summary>
    Backtest,

    /// <summary>A configuration that was evaluated walk-forward.</summary>
    Evaluation,
}

/// <summary>One look at the data: what was tried on which bars, and what came of it where it has a
/// Sharpe ratio.</summary>
internal sealed record TrialEntry
{
    /// <summary>What was tried.</summary>
    public required TrialKind Kind { get; init; }

    /// <summary>Names this very event; a second record of the same one is ignored, so that whoever
    /// was interrupted may record it again. Null for one that is recorded once.</summary>
    public string? Event { get; init; }

    /// <summary>Everything that was chosen, in words; its hash tells configurations apart.</summary>
    public required string Configuration { get; init; }

    /// <summary>Hash of the bars.</summary>
    public required string Data { get; init; }

    /// <summary>observed or simulated.</summary>
    public required DataOrigin Origin { get; init; }

    /// <summary>Tickers of the bars.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>The days of <see cref="Returns"/>; empty without.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Daily excess returns, one a day of <see cref="Days"/>; empty for what has none.</summary>
    public IReadOnlyList<double> Returns { get; init; } = [];

    /// <summary>Daily Sharpe ratio (not annualised); null for what has none.</summary>
    public double? Sharpe { get; init; }
}

/// <summary>How many trials a ledger knows on some data.</summary>
/// <param name="Tunes">Distinct configurations of searches.</param>
/// <param name="Backtests">Distinct configurations of backtests.</param>
/// <param name="Evaluations">Distinct configurations that were evaluated.</param>
/// <param name="Records">All records, repetitions of the same configuration among them.</param>
/// <param name="Sharpes">Daily Sharpe ratio of each distinct backtest that has one, the newest of
/// its repetitions.</param>
internal sealed record TrialCount(int Tunes, int Backtests, int Evaluations, int Records, IReadOnlyList<double> Sharpes)
{
    /// <summary>All distinct configurations.</summary>
    public int Trials => Tunes + Backtests + Evaluations;
}
