using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Neural.Training;

namespace Ploutos.Research.Training;

/// <summary>The tickers that a model learned from: those with at least one labelled training row that
/// has a whole window of bars.</summary>
public static class LearnedTickers
{
    /// <summary>Their places in the table.</summary>
    /// <param name="training">The training rows.</param>
    /// <param name="window">Bars that the model sees.</param>
    public static IReadOnlySet<int> In(ExpertRows training, int window)
    {
        ArgumentNullException.ThrowIfNull(training);
        var learned = new HashSet<int>();
        foreach (RowRun run in training.Sequences.Runs)
            for (int r = run.Start + window - 1; r < run.Start + run.Count; r++)
                if (training.Sequences.Labels[r] >= 0)
                    learned.Add(training.Keys[r].Ticker);
        return learned;
    }

    /// <summary>A training's data, which names only the tickers that contributed.</summary>
    /// <param name="data">The training's.</param>
    /// <param name="table">The expert's.</param>
    /// <param name="learned">Places of those that contributed.</param>
    public static ModelData Of(ModelData data, ExpertTable table, IReadOnlySet<int> learned)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(learned);
        return learned.Count == table.Bars.Count
            ? data
            : data with
            {
                Tickers = [.. table.Bars.Where((_, i) => learned.Contains(i)).Select(b => b.Ticker)],
                Given = data.Tickers,
            };
    }
}
