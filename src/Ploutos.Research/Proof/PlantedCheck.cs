using System.Globalization;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Features.Labels;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Figures;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Training;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>Where there is something to find, it is found. On a simulated market with a planted
/// momentum and reversion effect the true probability p of every row is known. Strength is how much
/// better than a coin one can be: the mean of |2p - 1|, which is what 2 x accuracy - 1 of the best
/// possible predictor amounts to. The expert's own 2 x accuracy - 1 on the test rows, with its
/// interval, is held against it. Of volatility, whose regimes the market switches, only the finding
/// is proven: its true probability has no closed form. What is planted is trend and reversal; the inputs of
/// an expert of a file need not hold it, so its figures are shown and it is not held to them.</summary>
internal static class PlantedCheck
{
    private const string Claim = "a planted signal is found, and its strength estimated";

    /// <summary>Share of the true strength that must be found. A network learns from few years; the
    /// best predictor knows the law.</summary>
    private const double LeastShare = 0.75;

    public static ProofCheck Run(ProofBench bench)
    {
        var found = new Findings();
        var market = new SimulatedMarket(
            new SimulationOptions
            {
                Seed = bench.Seed,
                Tickers = bench.Budget.PlantedTickers,
                Bars = bench.Budget.PlantedBars,
            }
        );
        DateOnly[] calendar = TradingCalendar.Union(market.Series);
        DateOnly testFrom = calendar[(int)(calendar.Length * 0.7)];
        ExpertTable[] tables = bench.Pipeline.Tables(bench.Experts, market.Series);
        for (int e = 0; e < tables.Length; e++)
        {
            ExpertDefinition expert = tables[e].Expert;
            PipelineRun run = bench.Fit(
                tables[e],
                bench.Split(expert, market.Series, testFrom),
                bench.Budget.EpochsOfPlanted,
                bench.Seed
            );
            Judge(found, expert, run, market, bench.Budget.Resamples);
            bench.Tell("planted", expert.Name, e + 1, tables.Length);
        }

        return found.Check(
            "planted",
            Claim,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a simulated market of {market.Series.Count} tickers and {bench.Budget.PlantedBars} bars with a "
                    + $"known law, tested from {testFrom:yyyy-MM-dd}; strength is 2 x accuracy - 1, its truth the mean"
                    + $" of "
                    + $"|2p - 1| of the law"
            )
                + (
                    bench.Experts.All(e => e.IsBuiltIn)
                        ? ""
                        : "; the inputs of experts of files need not hold it, and they are not held to it"
                )
        );
    }

    private static void Judge(
        Findings found,
        ExpertDefinition expert,
        PipelineRun run,
        SimulatedMarket market,
        int resamples
    )
    {
        var options = new BootstrapOptions { Resamples = resamples };
        Estimate auc = BlockBootstrap.Interval(Metric.Auc, run.Ranking, options);
        found.Figures.Add(new(expert.Name, "AUC", auc.Value, auc.Low, auc.High));
        if (expert.IsBuiltIn && !(auc.Low > CoinToss.Auc0))
            found.Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{expert.Name}: the planted signal is not found: AUC {auc.Value:F3} [{auc.Low:F3}, {auc.High:F3}]"
                )
            );
        if (expert.Label.Kind != LabelKind.Up)
            return;
        BestAccuracy best = market
            .BestPredictor(expert.Label.Horizon)
            .Accuracy(run.Forecasts.Days[0], run.Forecasts.Days[^1]);
        Estimate accuracy = BlockBootstrap.Interval(Metric.Accuracy, run.Forecasts, options);
        double truth = 2 * best.Expected - 1,
            strength = 2 * accuracy.Value - 1;
        found.Figures.Add(new(expert.Name, "strength", strength, 2 * accuracy.Low - 1, 2 * accuracy.High - 1, truth));
        found.Figures.Add(
            new(
                expert.Name,
                "share of the true strength",
                strength / truth,
                (2 * accuracy.Low - 1) / truth,
                (2 * accuracy.High - 1) / truth,
                1
            )
        );
        if (expert.IsBuiltIn && !(2 * accuracy.Low - 1 > 0 && strength >= LeastShare * truth))
            found.Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{expert.Name}: a strength of {truth:F3} is planted, but {strength:F3}"
                        + $" [{2 * accuracy.Low - 1:F3}, "
                        + $"{2 * accuracy.High - 1:F3}] is found; at least {LeastShare:P0} of it must be"
                )
            );
    }
}
