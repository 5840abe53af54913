using System.Globalization;
using System.Runtime.InteropServices;
using Ploutos.Experts.Data;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>What is learned comes from its own days. With every bar after the training days
/// replaced, the scaler must keep its bits; with every bar from the first test day on replaced, the
/// whole model must: scaler, every weight, calibration.</summary>
internal static class ScalerCheck
{
    private const string Claim =
        "the scaler comes from the training days alone, and no test day moves a weight or the calibration, bit for bit";

    public static ProofCheck Run(ProofBench bench)
    {
        var found = new Findings();
        for (int e = 0; e < bench.Tables.Length; e++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            ExpertTable table = bench.Tables[e];
            string expert = table.Expert.Name;
            DateSplit split = bench.Split(table.Expert);
            Scaler(found, bench, e, split);
            PipelineRun one = bench.Fit(table, split, bench.Budget.EpochsOfBits, bench.Seed);
            BarSeries[] other = Corruption.After(bench.Bars, bench.TestFrom.AddDays(-1), bench.Seed);
            PipelineRun two = bench.Fit(
                bench.Pipeline.Tables([bench.Experts[e]], other)[0],
                split,
                bench.Budget.EpochsOfBits,
                bench.Seed
            );
            (string parts, int size, byte[] a) = Learned(one);
            byte[] b = Learned(two).Content;
            int moved =
                Enumerable
                    .Range(0, Math.Min(a.Length, b.Length) / size)
                    .Count(i => !Part(a, i, size).SequenceEqual(Part(b, i, size)))
                + Math.Abs(a.Length - b.Length) / size;
            found.Figures.Add(new(expert, $"{parts} that a test day moved", moved, Expected: 0));
            if (moved > 0)
                found.Fault(
                    $"{expert}: {moved} of {a.Length / size} {parts} change when the bars from"
                        + $" {bench.TestFrom:yyyy-MM-dd} on are replaced: test rows are learned from"
                );
            if (one.Calibrator != two.Calibrator)
                found.Fault(
                    $"{expert}: the calibration changes when the bars from {bench.TestFrom:yyyy-MM-dd} on are replaced"
                );
            bench.Tell("scaler", expert, e + 1, bench.Tables.Length);
        }

        return found.Check(
            "scaler",
            Claim,
            string.Create(
                CultureInfo.InvariantCulture,
                $"bars after the training days, then bars from {bench.TestFrom:yyyy-MM-dd} on, were replaced, and the "
            ) + $"{(found.Passed ? "same scalers, weights and calibrations came out" : "pipeline gave something else")}"
        );
    }

    /// <summary>What was learned: a network's weights, a linear forecaster's, or the file of trees; with what its
    /// parts are called, and how many bytes each has.</summary>
    private static (string Parts, int Size, byte[] Content) Learned(PipelineRun run) =>
        run.Serving is not { } serving
            ? (
                "weights",
                sizeof(float),
                MemoryMarshal.AsBytes(run.Fitted.Training.Parameters.Values.AsSpan()).ToArray()
            )
        : serving.Foreign is { } trees ? ("bytes of the trees", 1, trees.Content)
        : (
            "weights",
            sizeof(double),
            [.. serving.Parts.SelectMany(p => p.Weights.Append(p.Intercept)).SelectMany(BitConverter.GetBytes)]
        );

    private static ReadOnlySpan<byte> Part(byte[] content, int number, int size) => content.AsSpan(number * size, size);

    private static void Scaler(Findings found, ProofBench bench, int expert, DateSplit split)
    {
        ExpertTable table = bench.Tables[expert];
        BarSeries[] other = Corruption.After(bench.Bars, split.Train.To, bench.Seed + 1);
        StandardScaler a = bench.Pipeline.Scaler(table, split),
            b = bench.Pipeline.Scaler(bench.Pipeline.Tables([bench.Experts[expert]], other)[0], split);
        int moved = Enumerable
            .Range(0, a.Count)
            .Count(j => !Bits.Same([a.Mean[j], a.Scale[j]], [b.Mean[j], b.Scale[j]]));
        found.Figures.Add(new(table.Expert.Name, "features whose scaling a later day moved", moved, Expected: 0));
        if (moved > 0)
        {
            int j = Enumerable
                .Range(0, a.Count)
                .First(k => !Bits.Same([a.Mean[k], a.Scale[k]], [b.Mean[k], b.Scale[k]]));
            found.Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Expert.Name}: the scaler's mean of '{table.Expert.Features.Names[j]}' changes from "
                        + $"{a.Mean[j]:R} to {b.Mean[j]:R} when the bars after the training's last day, "
                        + $"{split.Train.To:yyyy-MM-dd}, are replaced: it is fitted on more than the training days"
                )
            );
        }
    }
}
