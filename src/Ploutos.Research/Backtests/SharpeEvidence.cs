using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>What a Sharpe ratio is worth.</summary>
/// <param name="Probabilistic">Probability that the true ratio lies above 0, had this been the
/// only trial.</param>
/// <param name="Deflated">Probability that it lies above what the best of all trials would show
/// by luck.</param>
/// <param name="Trials">Distinct configurations that were tried on these tickers, this one
/// included.</param>
/// <param name="Tunes">Trials of searches among them.</param>
/// <param name="Backtests">Backtests among them.</param>
/// <param name="Evaluations">Evaluated configurations among them.</param>
/// <param name="Records">All records of the ledger on these tickers: a configuration that was run
/// again is in it each time.</param>
/// <param name="BestByLuck">Annual Sharpe ratio that the best of so many trials without skill is
/// expected to show.</param>
/// <param name="TrialDeviation">Standard deviation of the trials' annual Sharpe ratios that
/// was used.</param>
/// <param name="DeviationFrom">Where that comes from, in words.</param>
public sealed record SharpeEvidence(
    double? Probabilistic,
    double? Deflated,
    int Trials,
    int Tunes,
    int Backtests,
    int Evaluations,
    int Records,
    double BestByLuck,
    double TrialDeviation,
    string DeviationFrom
);
