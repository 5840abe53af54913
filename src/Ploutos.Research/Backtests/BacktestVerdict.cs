using System.Globalization;
using Ploutos.MarketData;

namespace Ploutos.Research.Backtests;

/// <summary>What a backtest's intervals allow to be said, and no more.</summary>
internal static class BacktestVerdict
{
    private const double Sure = 0.95;

    public static string Of(BacktestValue difference, SharpeEvidence evidence, string benchmark, bool traded)
    {
        if (!traded)
            return "No signal ever led to a position: the account stayed in cash, and there is nothing to judge.";
        string held = benchmark == BacktestWorkflow.Universe ? "holding the same tickers" : $"holding {benchmark}";
        if (evidence.Deflated is not { } deflated)
            return $"The account never moved enough for a Sharpe ratio, so nothing can be said of it against {held}.";
        if (difference is not { Value: { } value, Low: { } low, High: { } high })
            return $"There is no Sharpe ratio of {held} that the account's could be held against, so nothing can be"
                + " said of the two.";
        string by = $"Sharpe ratio {Signed(value)} [{Signed(low)}, {Signed(high)}] against it";
        string luck =
            string.Create(
                CultureInfo.InvariantCulture,
                $"after {evidence.Trials} trial{(evidence.Trials == 1 ? "" : "s")} "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"the probability that the Sharpe ratio is more than the best of luck is {deflated:0.00}"
            );
        return (low > 0, high < 0, deflated >= Sure) switch
        {
            (true, _, true) => $"Better than {held} on these days ({by}), and {luck}: evidence of an edge, "
                + "if the days to come are like these.",
            (true, _, false) => $"Better than {held} on these days ({by}), but {luck}: luck is not ruled out.",
            (_, true, _) => $"Worse than {held} on these days ({by}): there is no edge to trade here.",
            _ => $"Statistically indistinguishable from {held} ({by}); {luck}.",
        };
    }

    /// <summary>Rounded first: a number that rounds to 0 has no sign.</summary>
    private static string Signed(double value) =>
        Math.Round(value, 2).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
