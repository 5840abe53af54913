using MathNet.Numerics.Statistics;
using Ploutos.Backtesting.Statistics;
using Ploutos.Research.Trials;

namespace Ploutos.Research.Backtests;

/// <summary>The deflated Sharpe ratio from the ledger. Its number of trials is that of distinct
/// configurations on these tickers. The variance of the trials' Sharpe ratios is that of the
/// ledger's backtests where there are at least two, but never less than what chance alone gives to
/// ratios of so many days without skill, 1 / (n - 1): a few backtests that are nearly the same
/// would otherwise deflate nothing, and trials of searches have no Sharpe ratio at all.</summary>
internal static class TrialEvidence
{
    public static SharpeEvidence Of(Performance performance, TrialCount count)
    {
        int returns = performance.Days;
        double chance = 1.0 / (returns - 1),
            seen = count.Sharpes.Count > 1 ? count.Sharpes.Variance() : double.NaN;
        double variance = seen > chance ? seen : chance,
            year = performance.Year.Sessions;
        string from =
            count.Sharpes.Count < 2
                ? $"what chance alone gives over {returns} days (fewer than two backtests in the ledger"
                    + " have a ratio)"
            : seen > chance ? $"the {count.Sharpes.Count} distinct backtests in the ledger"
            : $"what chance alone gives over {returns} days (the {count.Sharpes.Count} distinct backtests in the"
                + $" ledger differ by less)";
        int trials = Math.Max(1, count.Trials);
        double deflated = double.IsFinite(performance.DailySharpe)
            ? SharpeInference.Deflated(
                performance.DailySharpe,
                returns,
                performance.Skewness,
                performance.Kurtosis,
                trials,
                variance
            )
            : double.NaN;
        return new()
        {
            Probabilistic = double.IsFinite(performance.ProbabilisticSharpe) ? performance.ProbabilisticSharpe : null,
            Deflated = double.IsFinite(deflated) ? deflated : null,
            Trials = trials,
            Tunes = count.Tunes,
            Backtests = count.Backtests,
            Evaluations = count.Evaluations,
            Records = count.Records,
            BestByLuck = SharpeInference.ExpectedMaximum(trials, variance) * Math.Sqrt(year),
            TrialDeviation = Math.Sqrt(variance * year),
            DeviationFrom = from,
        };
    }

    /// <summary>Overfitting among distinct backtests over the same days; null for fewer than two.</summary>
    public static OverfittingEvidence? Overfitting(IReadOnlyList<double[]> returns)
    {
        if (returns.Count < 2)
            return null;
        int days = returns[0].Length,
            blocks = days >= 160 ? 16
            : days >= 80 ? 8
            : 4;
        OverfittingResult result = BacktestOverfitting.Measure(returns, blocks);
        return new(returns.Count, blocks, result.Probability, result.LossProbability);
    }
}
