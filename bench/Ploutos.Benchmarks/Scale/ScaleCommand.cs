using System.Globalization;
using System.Text.Json;
using Ploutos.Benchmarks.Peer;
using Ploutos.Experts.Definitions;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Scale;

/// <summary>How trainings use the machine's cores: many side by side, one alone, the three experts
/// together, each on 1, 2, 4, ... cores. The digests of the weights must be the same in every line of
/// a table.</summary>
internal static class ScaleCommand
{
    private const string Usage = "usage: scale [BARS] [--cores N] [--only side|momentum|window|experts] [--epochs 5]";

    private const int SideBySide = 32,
        FewTickers = 6,
        Seed = 42;

    public static int Run(string[] arguments)
    {
        try
        {
            string? bars =
                arguments is [{ } first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
            var given = new Arguments(["scale", .. arguments]);
            Write(
                bars,
                given.Number("cores", Environment.ProcessorCount),
                given.Text("only", ""),
                given.Number("epochs", 5)
            );
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            Console.Error.WriteLine($"{e.Message}\n{Usage}");
            return 2;
        }
    }

    private static void Write(string? folder, int most, string only, int epochs)
    {
        int[] cores = [.. CoreCounts(most)];
        foreach (object facts in MachineFacts.Run())
            Console.WriteLine(JsonSerializer.Serialize(facts));
        Console.WriteLine(Topology.Describe());
        ScaleData all = ScaleData.Read(folder),
            few = ScaleData.First(folder, FewTickers);
        ExpertPart momentum = all.Of(ExpertDefinition.Momentum),
            short_ = few.Of(ExpertDefinition.Momentum);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Tickers} tickers, {momentum.Training.Rows} training rows, batch 128, {epochs} epochs"
            )
        );
        foreach (ExpertPart part in few.Parts)
        {
            Train(part, 1, 2, new CoreBudget(Math.Min(2, most)), null);
            Train(part, ScaleData.LongestWindow, 1, new CoreBudget(Math.Min(2, most)), null);
        }

        Peaks(cores);
        Table(
            "side",
            $"{SideBySide} momentum trainings side by side ({FewTickers} tickers, one epoch)",
            (budget, _) => Together([.. Enumerable.Repeat(short_, SideBySide)], 1, budget)
        );
        Table(
            "momentum",
            "one momentum training, window 1",
            (budget, profile) => [Train(momentum, 1, epochs, budget, profile)]
        );
        Table(
            "window",
            $"one momentum training, window {ScaleData.LongestWindow}",
            (budget, profile) => [Train(momentum, ScaleData.LongestWindow, Math.Max(1, epochs / 4), budget, profile)]
        );
        Table("experts", "three experts together, window 1", (budget, _) => Together(all.Parts, epochs, budget));

        void Table(string name, string title, Func<CoreBudget, StepProfile?, IReadOnlyList<TrainingResult>> job)
        {
            if (only.Length == 0 || only.Split(',').Contains(name))
                ScaleTable.Write(title, cores.Select(c => ScaleLine.Measure(c, job)));
        }
    }

    /// <summary>What multiply-adds alone gain from more threads: the most that anything could.</summary>
    private static void Peaks(int[] cores)
    {
        double one = FusedMultiplyAddPeak.Measure();
        Console.WriteLine("\n### Multiply-adds alone, threads at once\n\n| threads | GFLOP/s | of one thread |");
        Console.WriteLine("|---:|---:|---:|");
        foreach (int count in cores)
        {
            double[] peaks = new double[count];
            using var barrier = new Barrier(count);
            Thread[] threads =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new Thread(() =>
                    {
                        barrier.SignalAndWait();
                        peaks[i] = FusedMultiplyAddPeak.Measure();
                    })),
            ];
            foreach (Thread thread in threads)
                thread.Start();
            foreach (Thread thread in threads)
                thread.Join();
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {count} | {peaks.Sum():0} | {peaks.Sum() / one:0.00} |")
            );
        }
    }

    private static IEnumerable<int> CoreCounts(int most)
    {
        for (int count = 1; count < most; count *= 2)
            yield return count;
        yield return most;
    }

    private static TrainingResult[] Together(IReadOnlyList<ExpertPart> parts, int epochs, CoreBudget budget)
    {
        var results = new TrainingResult[parts.Count];
        Thread[] threads =
        [
            .. parts.Select((part, i) => new Thread(() => results[i] = Train(part, 1, epochs, budget, null))),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return results;
    }

    private static TrainingResult Train(
        ExpertPart part,
        int window,
        int epochs,
        CoreBudget budget,
        StepProfile? profile
    )
    {
        Hyperparameters values = part.Expert.Defaults;
        return NetworkTrainer.Train(
            part.Expert.Shape(values, window),
            part.Training,
            part.Validation,
            new TrainingOptions
            {
                LearningRate = values.LearningRate,
                BatchSize = 128,
                Epochs = epochs,
                Patience = epochs,
                Optimiser = new AdamWOptions { WeightDecay = values.WeightDecay },
                Seed = Seed,
                Profile = profile,
            },
            budget
        );
    }
}
