using System.Globalization;
using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;

namespace Ploutos.Research.Proof;

/// <summary>On labels that have nothing to do with the features the pipeline must find nothing.
/// Whole blocks of 63 trading days are put into another order, for all tickers at once: within a
/// block the labels keep their overlap and their persistence, within a day their likeness over
/// tickers, so that a chance result is as likely as on true labels; what is gone is their tie to
/// the features. The labels are shuffled before the pipeline sees them, and the test is on shuffled
/// labels too. The null is an AUC of 0.5; the spread of each AUC comes from a bootstrap of days in
/// runs as long as the blocks.</summary>
internal static class ShuffledCheck
{
    private const string Claim =
        "trained on shuffled labels, an expert is a coin toss: its AUC is statistically indistinguishable from 0.5";

    public static ProofCheck Run(ProofBench bench)
    {
        var found = new Findings();
        int total = bench.Tables.Length * bench.Budget.Shuffles,
            done = 0;
        foreach (ExpertTable table in bench.Tables)
        {
            DateSplit split = bench.Split(table.Expert);
            var aucs = new List<Estimate>();
            for (int shuffle = 0; shuffle < bench.Budget.Shuffles; shuffle++)
            {
                ExpertTable other = table.WithLabels(
                    LabelShuffle.Blocks(table, new Random(unchecked(bench.Seed * 1009 + shuffle)))
                );
                PipelineRun run = bench.Fit(other, split, bench.Budget.Epochs, bench.Seed + shuffle);
                aucs.Add(CoinToss.Auc(run.Ranking, LabelShuffle.BlockDays, bench.Budget.Resamples));
                bench.Tell("shuffled", $"{table.Expert.Name}, shuffle {shuffle + 1}", ++done, total);
            }

            ProofFigure mean = CoinToss.Mean(
                table.Expert.Name,
                string.Create(CultureInfo.InvariantCulture, $"mean AUC of {aucs.Count} shuffles"),
                aucs
            );
            found.Figures.Add(mean);
            if (!(mean.Low <= CoinToss.Auc0 && CoinToss.Auc0 <= mean.High))
                found.Fault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{table.Expert.Name}: on shuffled labels the AUC is {mean.Value:F3} [{mean.Low:F3},"
                            + $" {mean.High:F3}], "
                            + $"which is not a coin toss: labels of the test reach the training"
                    )
                );
        }

        return found.Check(
            "shuffled",
            Claim,
            string.Create(
                CultureInfo.InvariantCulture,
                $"blocks of {LabelShuffle.BlockDays} days were reordered for all tickers at once, "
                    + $"{bench.Budget.Shuffles} times an expert; the intervals are of three standard errors, so an"
                    + $" honest "
                    + $"pipeline fails once in 370"
            )
        );
    }
}

/// <summary>Puts blocks of days of the labels into another order, jointly for all tickers.</summary>
internal static class LabelShuffle
{
    /// <summary>Trading days of a block: a quarter of a year.</summary>
    public const int BlockDays = 63;

    /// <summary>The labels of every ticker, each day's taken from another day of the common
    /// calendar; NaN where that day has none.</summary>
    public static double[][] Blocks(ExpertTable table, Random random)
    {
        DateOnly[] calendar = TradingCalendar.Union(table.Bars);
        int[] from = Order(calendar.Length, random);
        return
        [
            .. table.Bars.Select(
                (bars, ticker) =>
                {
                    ReadOnlySpan<double> labels = table.LabelsOf(ticker);
                    double[] byDay = new double[calendar.Length],
                        shuffled = new double[bars.Count];
                    Array.Fill(byDay, double.NaN);
                    for (int t = 0; t < bars.Count; t++)
                        byDay[Array.BinarySearch(calendar, bars.Dates[t])] = labels[t];
                    for (int t = 0; t < bars.Count; t++)
                        shuffled[t] = byDay[from[Array.BinarySearch(calendar, bars.Dates[t])]];
                    return shuffled;
                }
            ),
        ];
    }

    private static int[] Order(int days, Random random)
    {
        // The phase is drawn too, so that the blocks are not the same ones in every shuffle.
        int phase = random.Next(BlockDays);
        int[] rotated = [.. Enumerable.Range(0, days).Select(d => (d + phase) % days)];
        int[] blocks = [.. Enumerable.Range(0, (days + BlockDays - 1) / BlockDays)];
        random.Shuffle(blocks);
        return [.. blocks.SelectMany(b => rotated.Skip(b * BlockDays).Take(BlockDays))];
    }
}
