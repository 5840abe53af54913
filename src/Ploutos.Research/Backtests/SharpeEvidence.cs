using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>What a Sharpe ratio is worth.</summary>
public sealed record SharpeEvidence
{
    /// <summary>Probability that the true ratio lies above 0, had this been the only
    /// trial.</summary>
    public double? Probabilistic { get; init; }

    /// <summary>Probability that it lies above what the best of all trials would show by
    /// luck.</summary>
    public double? Deflated { get; init; }

    /// <summary>Distinct configurations that were tried on these tickers, this one
    /// included.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials of searches among them.</summary>
    public required int Tunes { get; init; }

    /// <summary>Backtests among them.</summary>
    public required int Backtests { get; init; }

    /// <summary>Evaluated configurations among them.</summary>
    public required int Evaluations { get; init; }

    /// <summary>All records of the ledger on these tickers: a configuration that was run again is
    /// in it each time.</summary>
    public required int Records { get; init; }

    /// <summary>Annual Sharpe ratio that the best of so many trials without skill is expected to
    /// show.</summary>
    public required double BestByLuck { get; init; }

    /// <summary>Standard deviation of the trials' annual Sharpe ratios that was used.</summary>
    public required double TrialDeviation { get; init; }

    /// <summary>Where that comes from, in words.</summary>
    public required string DeviationFrom { get; init; }
}
