namespace Ploutos.Neural.Training;

/// <summary>A stretch of rows that are consecutive bars of one series.</summary>
/// <param name="Start">First row.</param>
/// <param name="Count">Number of rows.</param>
public readonly record struct RowRun(int Start, int Count);

/// <summary>
/// Rows of inputs with labels, in runs of consecutive bars: what a network is trained and judged on.
/// A row of a run is used with a window of L bars where at least L - 1 rows of the same run lie before it.
/// </summary>
public sealed class SequenceDataset
{
    /// <summary>Takes the arrays as they are.</summary>
    /// <param name="inputs">[rows, features], row-major, finite.</param>
    /// <param name="features">Inputs a row.</param>
    /// <param name="labels">[rows]: 0, 1, or -1 where there is none (the row is context only).</param>
    /// <param name="runs">The runs, each inside the rows.</param>
    public SequenceDataset(float[] inputs, int features, sbyte[] labels, IReadOnlyList<RowRun> runs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(runs);
        if (inputs.Length != labels.Length * features)
            throw new ArgumentException(
                $"inputs must hold rows x features values, but got {inputs.Length} for {labels.Length} x {features}.",
                nameof(inputs)
            );
        foreach (RowRun run in runs)
        {
            if (run.Start < 0 || run.Count < 0 || run.Start + run.Count > labels.Length)
                throw new ArgumentException(
                    $"a run must lie inside the {labels.Length} rows, but got {run}.",
                    nameof(runs)
                );
        }

        (Inputs, Features, Labels, Runs) = (inputs, features, labels, runs);
    }

    /// <summary>[rows, features], row-major.</summary>
    public float[] Inputs { get; }

    /// <summary>Inputs a row.</summary>
    public int Features { get; }

    /// <summary>0, 1, or -1 where there is none.</summary>
    public sbyte[] Labels { get; }

    /// <summary>Stretches of consecutive bars.</summary>
    public IReadOnlyList<RowRun> Runs { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>The rows' inputs, [count, features].</summary>
    public ReadOnlySpan<float> InputRows(int start, int count) => Inputs.AsSpan(start * Features, count * Features);

    /// <summary>Rows that have a label and the whole of a window before them.</summary>
    public int UsableRows(int window)
    {
        int usable = 0;
        foreach (RowRun run in Runs)
            for (int r = window - 1; r < run.Count; r++)
                usable += Labels[run.Start + r] >= 0 ? 1 : 0;
        return usable;
    }

    /// <summary>How many of the usable rows belong to class 0 and class 1.</summary>
    public (int Zero, int One) ClassCounts(int window)
    {
        int zero = 0,
            one = 0;
        foreach (RowRun run in Runs)
        {
            for (int r = window - 1; r < run.Count; r++)
            {
                zero += Labels[run.Start + r] == 0 ? 1 : 0;
                one += Labels[run.Start + r] == 1 ? 1 : 0;
            }
        }

        return (zero, one);
    }
}
