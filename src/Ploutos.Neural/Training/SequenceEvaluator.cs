using Ploutos.Neural.Losses;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Training;

/// <summary>A trained network's logits over a whole dataset.</summary>
public static class SequenceEvaluator
{
    private const int Chunk = 256;

    /// <summary>
    /// Logit of class 1 minus logit of class 0 for every row with a whole window before it; NaN elsewhere.
    /// </summary>
    /// <param name="parameters">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="team">The threads to use; results do not depend on it.</param>
    /// <param name="parts">How many of them.</param>
    public static double[] Margins(NetworkParameters parameters, SequenceDataset data, WorkerTeam team, int parts)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(team);
        int window = parameters.Shape.Window;
        double[] margins = new double[data.Rows];
        Array.Fill(margins, double.NaN);
        var chunks = new List<(int From, int To)>();
        foreach (RowRun run in data.Runs)
            for (int from = run.Start + window - 1; from < run.Start + run.Count; from += Chunk)
                chunks.Add((from, Math.Min(from + Chunk, run.Start + run.Count)));
        var network = new InferenceNetwork(parameters, Chunk + window - 1);
        team.Run(
            (part, all) =>
            {
                InferenceNetwork mine = part == 0 ? network : network.Share();
                float[] logits0 = new float[mine.Capacity],
                    logits1 = new float[mine.Capacity];
                for (int c = part; c < chunks.Count; c += all)
                {
                    (int from, int to) = chunks[c];
                    int start = from - (window - 1),
                        length = to - start;
                    (int sequences, int bars) = window == 1 ? (length, 1) : (1, length);
                    mine.Run(data.InputRows(start, length), sequences, bars, logits0, logits1);
                    for (int row = from; row < to; row++)
                        margins[row] = (double)logits1[row - start] - logits0[row - start];
                }
            },
            parts
        );
        return margins;
    }

    /// <summary>Mean loss over the rows that have a label and a whole window before them; NaN where
    /// a margin among them is.</summary>
    public static double MeanLoss(ReadOnlySpan<double> margins, SequenceDataset data, FocalLoss loss, int window)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        double sum = 0;
        int count = 0;
        foreach (RowRun run in data.Runs)
        {
            for (int row = run.Start + window - 1; row < run.Start + run.Count; row++)
            {
                if (data.Labels[row] < 0)
                    continue;
                sum += loss.Evaluate(margins[row], data.Labels[row], out _);
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
