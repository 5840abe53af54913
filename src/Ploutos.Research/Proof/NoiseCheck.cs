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

    public static ProofCheck Run(ProofBench bench, int markets)
    {
        var found = new Findings();
        var noise = new NoiseMarket(bench.Bars);
        int experts = bench.Tables.Length;
        List<Estimate>[] aucs = [.. Enumerable.Range(0, experts).Select(_ => new List<Estimate>())];
        List<double>[] gains = [.. Enumerable.Range(0, experts).Select(_ => new List<double>())];
        for (int market = 0; market < markets; market++)
        {
            ExpertTable[] tables = bench.Pipeline.Tables(
                bench.Experts,
                noise.Draw(unchecked(bench.Seed * 7919 + market))
            );
            for (int e = 0; e < experts; e++)
            {
                PipelineRun run = bench.Fit(
                    tables[e],
                    bench.Split(tables[e].Expert, tables[e].Bars),
                    bench.Budget.Epochs,
                    bench.Seed + market
                );
                aucs[e].Add(CoinToss.Auc(run.Ranking, blockDays: 21, bench.Budget.Resamples));
                gains[e].Add(Gain(run));
                bench.Tell(
                    "noise",
                    $"market {market + 1}, {tables[e].Expert.Name}",
                    market * experts + e + 1,
                    markets * experts
                );
            }
        }

        var verdicts = new List<string>();
        for (int e = 0; e < experts; e++)
            verdicts.Add(Judge(found, bench.Tables[e].Expert.Name, bench.Reference(e), aucs[e], gains[e]));
        return found.Check("noise", Claim, string.Join("; ", verdicts));
    }

    private static string Judge(
        Findings found,
        string expert,
        PipelineRun real,
        List<Estimate> aucs,
        List<double> gains
    )
    {
        double auc = Metric.Auc.Of(real.Ranking),
            gain = Gain(real);
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
