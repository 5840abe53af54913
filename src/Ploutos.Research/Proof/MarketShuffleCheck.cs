using System.Globalization;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData.Figures;

namespace Ploutos.Research.Proof;

/// <summary>What the market's inputs gain comes from the market of the very day. The risk model is
/// fitted on its own inputs, with the market's, and with those of a market whose days are exchanged at
/// random; all forecast the same test rows. With exchanged days nothing may be gained over the own
/// inputs. What the true market gains is stated with its interval, and need not be above 0: where there
/// is no gain, there is none to lose.</summary>
internal static class MarketShuffleCheck
{
    private const string Claim =
        "what the market's inputs gain over a ticker's own disappears once the market's days are shuffled";

    private const string Subject = "risk model";

    /// <summary>Runs the check.</summary>
    /// <param name="bench">The budget.</param>
    /// <param name="stage">The market stage.</param>
    /// <param name="shuffle">A market and a seed to a market that knows nothing of its days; null for
    /// <see cref="MarketFeatures.Shuffled"/>.</param>
    public static ProofCheck Run(
        ProofBench bench,
        MarketStage stage,
        Func<MarketFeatures, int, MarketFeatures>? shuffle = null
    )
    {
        shuffle ??= (market, seed) => market.Shuffled(seed);
        var found = new Findings();
        Forecasts own = Forecast(stage, stage.Table, RiskInputSet.Own);
        Estimate gain = Gain(bench, own, Forecast(stage, stage.Table, RiskInputSet.Market));
        var shuffled = new List<Estimate>();
        for (int i = 0; i < bench.Budget.Shuffles; i++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            RiskTable other = stage.Table.With(shuffle(stage.Table.Market, unchecked(bench.Seed * 1013 + i)));
            shuffled.Add(Gain(bench, own, Forecast(stage, other, RiskInputSet.Market)));
            bench.Tell("market-shuffled", $"shuffle {i + 1}", i + 1, bench.Budget.Shuffles);
        }

        ProofFigure left = CoinToss.Mean(
            Subject,
            string.Create(CultureInfo.InvariantCulture, $"mean gain in log-loss, {shuffled.Count} shuffles"),
            shuffled,
            expected: 0
        );
        found.Figures.Add(new(Subject, "test rows", own.Count));
        found.Figures.Add(new(Subject, "gain in log-loss over the own inputs", gain.Value, gain.Low, gain.High));
        found.Figures.Add(left);
        if (left.Low > 0)
            found.Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"in a shuffled market the market's inputs gain {left.Value:F4} [{left.Low:F4}, {left.High:F4}] in"
                        + $" log-loss over the own inputs: what they say does not come from the market of the day"
                )
            );
        return found.Check(
            "market-shuffled",
            Claim,
            $"the days of the market were exchanged at random; "
                + (
                    gain.Low > 0
                        ? "the true market gains beyond chance"
                        : "the true market gains nothing beyond chance on these bars, so there was no gain to lose"
                )
                + "; the intervals are of three standard errors"
        );
    }

    /// <summary>Log-loss of the own inputs less that with a market.</summary>
    private static Estimate Gain(ProofBench bench, Forecasts own, Forecasts market) =>
        BlockBootstrap.Difference(
            Metric.LogLoss,
            own,
            market,
            new() { Resamples = bench.Budget.Resamples, Level = CoinToss.Level }
        );

    private static Forecasts Forecast(MarketStage stage, RiskTable table, RiskInputSet set)
    {
        RiskRegression fit = RiskRegression.Fit(table, set, RiskTable.Week, stage.Training);
        return RiskScore.ForecastsOf(table, RiskTable.Week, stage.Test, fit.Probabilities(table, set, stage.Test));
    }
}
