using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Explaining;

/// <summary>Rows of days that an expert has not seen, for what is said of it over many rows.</summary>
internal static class OutOfSampleRows
{
    /// <summary>The days after the model's validation and its purged gap, or the part of them that
    /// is asked for.</summary>
    /// <exception cref="ArgumentException">Days are asked for that the model has learnt from or was
    /// chosen by.</exception>
    public static DayRange Days(TrainedExpert expert, DayRange? asked)
    {
        DateOnly first =
            expert.Card.Days.TestFrom
            ?? throw new NoTestRangeException(
                expert.Definition.Name,
                $"The {expert.Definition.Name} model {expert.Card.Version} was trained without a test range, "
                    + "so that no day is out of its sample. Train it with a test range."
            );
        DayRange days = asked ?? new(first, DateOnly.MaxValue);
        return days.From >= first
            ? days
            : throw new ArgumentException(
                $"Days must be out of the model's sample, from {first:yyyy-MM-dd} on, but begin on"
                    + $" {days.From:yyyy-MM-dd}.",
                nameof(asked)
            );
    }

    /// <summary>Labelled and unlabelled rows of the days, scaled as the expert scales them.</summary>
    public static ExpertRows Of(TrainedExpert expert, IReadOnlyList<BarSeries> bars, DayRange days) =>
        ExpertTable
            .Build([expert.Definition], bars)[0]
            .Rows(series => [days.RowsOf(series.Dates)], expert.Scaler, expert.Window - 1);

    /// <summary>Rows that have a whole window before them and, where asked, a label.</summary>
    public static int[] Usable(SequenceDataset data, int window, bool labelled)
    {
        var rows = new List<int>();
        foreach (RowRun run in data.Runs)
            for (int r = run.Start + window - 1; r < run.Start + run.Count; r++)
                if (!labelled || data.Labels[r] >= 0)
                    rows.Add(r);
        return [.. rows];
    }
}
