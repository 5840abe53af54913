using Ploutos.MarketData;

namespace Ploutos.Features.Splits;

/// <summary>One fold of any scheme: days that train, validate and test, with purged bars between
/// them. As in <see cref="DateSplit"/> the gaps hold on each ticker's own bars too.</summary>
/// <param name="Train">Days to learn from; several stretches where the test lies
/// between them.</param>
/// <param name="Validation">Days for early stopping, calibration and thresholds.</param>
/// <param name="Test">Days that nothing was chosen by.</param>
/// <param name="Purge">Bars that belong to no part, between any two parts.</param>
/// <param name="Embargo">Further bars that do not train or validate after a test block.</param>
public sealed record PurgedFold(
    IReadOnlyList<DayRange> Train,
    DayRange Validation,
    IReadOnlyList<DayRange> Test,
    int Purge,
    int Embargo
)
{
    /// <summary>A fold of a walk-forward.</summary>
    public static PurgedFold Of(DateSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new([split.Train], split.Validation, [split.Test], split.Gap, 0);
    }

    /// <summary>A fold of a combinatorial cross-validation, whose training days give up some to
    /// validate: <paramref name="validationFraction"/> of them, from the end of the last stretch
    /// that is at least twice as long; where none is, the later half of the longest.</summary>
    /// <exception cref="ArgumentException">No stretch of training days is long enough to give some
    /// up.</exception>
    public static PurgedFold Of(
        CombinatorialFold fold,
        ReadOnlySpan<DateOnly> calendar,
        double validationFraction = DateSplit.DefaultValidationFraction
    )
    {
        ArgumentNullException.ThrowIfNull(fold);
        RowRange[] stretches = new RowRange[fold.Train.Count];
        for (int i = 0; i < stretches.Length; i++)
            stretches[i] = fold.Train[i].RowsOf(calendar);
        int wanted = Math.Max(1, (int)Math.Round(validationFraction * stretches.Sum(s => s.Count)));
        int last = Array.FindLastIndex(stretches, s => s.Count >= 2 * wanted);
        if (last < 0)
            last = Array.FindIndex(stretches, s => s.Count == stretches.Max(x => x.Count));
        int days = last < 0 ? 0 : Math.Min(wanted, stretches[last].Count / 2),
            start = last < 0 ? 0 : stretches[last].End - days;
        int trainEnd = start - fold.Purge;
        if (days == 0 || trainEnd <= stretches[last].Start)
        {
            string groups = string.Join(", ", fold.TestGroups.Select(g => g + 1));
            throw new ArgumentException(
                $"A fold must leave a stretch of more than {2 * fold.Purge} trading days to train and validate on, "
                    + $"but that of test groups {groups} does not. Import more bars, or ask for fewer groups.",
                nameof(fold)
            );
        }

        var train = new List<DayRange>(fold.Train)
        {
            [last] = TradingCalendar.Range(calendar, stretches[last].Start, trainEnd),
        };
        return new(
            train,
            TradingCalendar.Range(calendar, start, stretches[last].End),
            fold.Test,
            fold.Purge,
            fold.Embargo
        );
    }

    /// <summary>The rows of one ticker that train.</summary>
    public IReadOnlyList<RowRange> TrainRowsOf(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var rows = new List<RowRange>();
        foreach (DayRange days in Train)
        {
            RowRange kept = Apart(days, bars.Dates, Validation, Purge);
            foreach (DayRange test in Test)
                kept = Apart(kept, days, bars.Dates, test, Purge + Embargo);
            if (kept.Count > 0)
                rows.Add(kept);
        }

        return rows;
    }

    /// <summary>The rows of one ticker that validate.</summary>
    public IReadOnlyList<RowRange> ValidationRowsOf(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        RowRange kept = Validation.RowsOf(bars.Dates);
        foreach (DayRange test in Test)
            kept = Apart(kept, Validation, bars.Dates, test, Purge + Embargo);
        return kept.Count > 0 ? [kept] : [];
    }

    /// <summary>The rows of one ticker that are tested.</summary>
    public IReadOnlyList<RowRange> TestRowsOf(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var rows = new List<RowRange>();
        foreach (DayRange test in Test)
        {
            if (test.RowsOf(bars.Dates) is { Count: > 0 } kept)
                rows.Add(kept);
        }

        return rows;
    }

    private RowRange Apart(DayRange days, ReadOnlySpan<DateOnly> dates, DayRange other, int after) =>
        Apart(days.RowsOf(dates), days, dates, other, after);

    /// <summary>Rows without those whose label reaches into the other part, or that the other
    /// part's labels reach into.</summary>
    private RowRange Apart(RowRange rows, DayRange days, ReadOnlySpan<DateOnly> dates, DayRange other, int after) =>
        other.From > days.To
            ? rows.Before(TradingCalendar.FirstNotBefore(dates, other.From) - Purge)
            : rows.NotBefore(TradingCalendar.FirstAfter(dates, other.To) + after);
}
