using System.Diagnostics;
using Ploutos.Benchmarks.Peer;
using Ploutos.Benchmarks.Scale;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;

namespace Ploutos.Benchmarks.Quality;

/// <summary>Do larger batches cost quality, and do they save time? Trains each expert with its own batch and with
/// batches 2 and 4 times as large, scaled as <c>train --batch auto</c> does it, with several seeds, on simulated bars
/// (or real ones), and tells the time of an epoch and the log-loss of the last 15 % of the days.</summary>
internal static class BatchCommand
{
    private const double TestFrom = 0.85;

    /// <summary>Prints a line a training, then one an expert and batch with the differences from its own
    /// batch.</summary>
    public static IEnumerable<object> Run(Arguments arguments)
    {
        int seeds = arguments.Number("seeds", 5);
        var budget = new CoreBudget(arguments.Number("cores", Environment.ProcessorCount));
        IReadOnlyList<BarSeries> bars = Bars(arguments);
        DateOnly[] calendar = [.. bars.SelectMany(b => b.Dates.ToArray()).Distinct().Order()];
        var trained = new List<BatchLine>();
        foreach (ExpertTable table in ExpertTable.Build(ExpertDefinition.All, bars))
        {
            DateSplit split = DateSplit.At(
                calendar,
                calendar[(int)(TestFrom * calendar.Length)],
                table.Expert.Label.Horizon,
                window: 1
            );
            for (int seed = 1; seed <= seeds; seed++)
            {
                for (int times = 1; times <= BatchScaling.MostTimes; times *= 2)
                {
                    trained.Add(Train(table, split, times, seed, budget));
                    yield return trained[^1];
                }
            }
        }

        foreach (var group in trained.GroupBy(l => (l.Expert, l.Times)))
            yield return Total(group.Key.Times, [.. group], [.. trained.Where(l => l.Expert == group.Key.Expert)]);
    }

    private static BatchLine Train(ExpertTable table, DateSplit split, int times, int seed, CoreBudget budget)
    {
        Hyperparameters values = BatchScaling.Scale(table.Expert.Defaults, times);
        long start = Stopwatch.GetTimestamp();
        PipelineRun run = TrainingPipeline.Production.Run(
            table,
            split,
            new()
            {
                Hyperparameters = values,
                Window = 1,
                Seed = seed,
            },
            budget
        );
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int epochs = run.Fitted.Training.History.Count;
        return new(
            table.Expert.Name,
            times,
            values.BatchSize,
            seed,
            run.Fitted.TrainingRows,
            epochs,
            Math.Round(seconds, 2),
            Math.Round(seconds / epochs, 4),
            Math.Round(Metric.LogLoss.Of(run.Forecasts), 6),
            Math.Round(Metric.Auc.Of(run.Ranking), 5)
        );
    }

    private static object Total(int times, BatchLine[] lines, BatchLine[] expert)
    {
        double[] differences =
        [
            .. lines.Select(l => l.LogLoss - expert.Single(o => o.Times == 1 && o.Seed == l.Seed).LogLoss),
        ];
        return new
        {
            total = lines[0].Expert,
            times,
            batch = lines[0].Batch,
            trainings = lines.Length,
            seconds_an_epoch = Math.Round(Median(lines, l => l.SecondsAnEpoch), 3),
            epochs = Median(lines, l => l.Epochs),
            seconds = Median(lines, l => l.Seconds),
            log_loss = Math.Round(lines.Average(l => l.LogLoss), 5),
            auc = Math.Round(lines.Average(l => l.Auc), 4),
            log_loss_more = Math.Round(differences.Average(), 5),
            most_more = Math.Round(differences.Max(), 5),
            scatter_of_seeds = Math.Round(
                expert.Where(o => o.Times == 1).Max(o => o.LogLoss)
                    - expert.Where(o => o.Times == 1).Min(o => o.LogLoss),
                5
            ),
        };
    }

    private static double Median(BatchLine[] lines, Func<BatchLine, double> of)
    {
        double[] values = [.. lines.Select(of).Order()];
        return values[values.Length / 2];
    }

    private static IReadOnlyList<BarSeries> Bars(Arguments arguments) =>
        arguments.Text("simulated", "no") == "yes"
            ? new SimulatedMarket(
                SimulationOptions.Demonstration with
                {
                    Tickers = arguments.Number("tickers", 99),
                    Bars = arguments.Number("bars", 2500),
                }
            ).Series
            : ScaleData.Bars(arguments.Path);

    private sealed record BatchLine(
        string Expert,
        int Times,
        int Batch,
        int Seed,
        int Rows,
        int Epochs,
        double Seconds,
        double SecondsAnEpoch,
        double LogLoss,
        double Auc
    );
}
