using System.Globalization;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>The same pipeline on markets of pure noise, many times: what it finds there is what it
/// makes up. It must be a coin toss on average; and the share of noise that the real result beats
/// says how surprising the real result is.</summary>
internal static class NoiseCheck
{
    private const string Claim = "on bars without signal the pipeline finds nothing";

    /// <summary>The check: a unit a market, and one of the bars as they are. No market depends on how many there
    /// are.</summary>
    public static PlannedCheck Plan(ProofBench bench, int markets)
    {
        var noise = new Lazy<NoiseMarket>(() => new(bench.Bars));
        double cost = bench.Budget.Epochs * bench.Experts.Count;
        ProofUnit Market(int market) =>
            new(
                string.Create(CultureInfo.InvariantCulture, $"noise-{market + 1:00000}"),
                string.Create(CultureInfo.InvariantCulture, $"noise market {market + 1}"),
                cost,
                () => new() { Market = Draw(bench, noise.Value, market, markets) }
            );
        return new(
            "noise",
            "pure noise",
            [
                .. Enumerable.Range(0, markets).Select(Market),
                new("noise-real", "the real bars beside noise", cost, () => new() { Market = Real(bench) }),
            ],
            Assemble
        );
    }

    private static List<MarketResult> Draw(ProofBench bench, NoiseMarket noise, int market, int markets)
    {
        int experts = bench.Experts.Count;
        ExpertTable[] tables = bench.Pipeline.Tables(bench.Experts, noise.Draw(unchecked(bench.Seed * 7919 + market)));
        var results = new List<MarketResult>();
        foreach (ExpertTable table in tables)
        {
            PipelineRun run = bench.Fit(
                table,
                bench.Split(table.Expert, table.Bars),
                bench.Budget.Epochs,
                bench.Seed + market
            );
            results.Add(
                new(table.Expert.Name, CoinToss.Auc(run.Ranking, blockDays: 21, bench.Budget.Resamples), Gain(run))
            );
            bench.Tell(
                "noise",
                $"market {market + 1}, {table.Expert.Name}",
                market * experts + results.Count,
                markets * experts
            );
        }

        return results;
    }

    private static List<MarketResult> Real(ProofBench bench) =>
        [
            .. bench.Tables.Select(
                (table, e) =>
                {
                    PipelineRun run = bench.Reference(e);
                    return new MarketResult(
                        table.Expert.Name,
                        Estimate.Around(Metric.Auc.Of(run.Ranking), reach: 0),
                        Gain(run)
                    );
                }
            ),
        ];

    private static ProofCheck Assemble(IReadOnlyList<ProofUnitResult> results)
    {
        var found = new Findings();
        IReadOnlyList<MarketResult> real = results[^1].Market!;
        IReadOnlyList<MarketResult>[] noise = [.. results.SkipLast(1).Select(r => r.Market!)];
        string[] verdicts =
        [
            .. real.Select(
                (of, e) => Judge(found, of, [.. noise.Select(m => m[e].Auc)], [.. noise.Select(m => m[e].Gain)])
            ),
        ];
        return found.Check("noise", Claim, string.Join("; ", verdicts));
    }

    private static string Judge(Findings found, MarketResult real, List<Estimate> aucs, List<double> gains)
    {
        (string expert, double auc, double gain) = (real.Expert, real.Auc.Value, real.Gain);
        double beaten = (double)aucs.Count(a => a.Value < auc) / aucs.Count,
            beatenGain = (double)gains.Count(g => g < gain) / gains.Count;
        ProofFigure mean = CoinToss.Mean(
            expert,
            string.Create(CultureInfo.InvariantCulture, $"mean AUC of {aucs.Count} noise markets"),
            aucs
        );
        found.Figures.Add(mean);
        found.Figures.Add(
            new(
                expert,
                "AUC of pure noise, least to most",
                aucs.Average(a => a.Value),
                aucs.Min(a => a.Value),
                aucs.Max(a => a.Value)
            )
        );
        found.Figures.Add(new(expert, "AUC of the real bars", auc));
        found.Figures.Add(new(expert, "share of noise beaten in AUC", beaten));
        found.Figures.Add(new(expert, "gain in log-loss over the base rate, real bars", gain));
        found.Figures.Add(new(expert, "share of noise beaten in log-loss gain", beatenGain));
        if (!(mean.Low <= CoinToss.Auc0 && CoinToss.Auc0 <= mean.High))
            found.Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{expert}: on pure noise the mean AUC is {mean.Value:F3} [{mean.Low:F3}, {mean.High:F3}]: the "
                        + $"pipeline finds what is not there"
                )
            );
        // The real result is counted as one of the draws (Davison and Hinkley 1997, 4.3): with few
        // draws it cannot look surer than it is.
        double p = (1.0 + aucs.Count(a => a.Value >= auc)) / (aucs.Count + 1);
        found.Figures.Add(new(expert, "chance of such an AUC in pure noise", p));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{expert}: your result (AUC {auc:F3}) beats {100 * beaten:0} % of pure noise "
                + $"({aucs.Min(a => a.Value):F3} to {aucs.Max(a => a.Value):F3}; p = {p:0.###})"
        );
    }

    /// <summary>Log-loss of the training rows' base rate less that of the expert, on the test
    /// rows.</summary>
    private static double Gain(PipelineRun run) =>
        Metric.LogLoss.Of(run.Forecasts.WithConstant(run.Fitted.TrainingRate)) - Metric.LogLoss.Of(run.Forecasts);
}
