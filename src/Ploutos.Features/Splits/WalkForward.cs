namespace Ploutos.Features.Splits;

/// <summary>Walk-forward evaluation: consecutive test blocks, each predicted by a model trained
/// on days before it only (Lopez de Prado 2018, ch. 11 and 12.2). Pure functions of the
/// calendar.</summary>
public static class WalkForward
{
    /// <summary>Each fold trains on all days from the first on.</summary>
    /// <param name="calendar">Trading days, ascending.</param>
    /// <param name="testFrom">First day of the first test block; the days from it on are cut into
    /// blocks of equal length, the earlier ones longer by one where they cannot be equal.</param>
    /// <param name="folds">Number of test blocks, at least 1.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    /// <param name="window">Bars a network sees.</param>
    /// <param name="embargo">Bars kept free between two parts beyond horizon + window, 0
    /// or more.</param>
    /// <param name="validationFraction">Part of the days before a block that validates.</param>
    /// <exception cref="ArgumentException">The calendar is too short; the message says how many
    /// days are needed.</exception>
    public static IReadOnlyList<DateSplit> Expanding(
        ReadOnlySpan<DateOnly> calendar,
        DateOnly testFrom,
        int folds,
        int horizon,
        int window,
        int embargo = 0,
        double validationFraction = DateSplit.DefaultValidationFraction
    ) => Folds(calendar, testFrom, folds, int.MaxValue, horizon, window, embargo, validationFraction);

    /// <summary>Each fold trains and validates on the <paramref name="trainDays"/> days before its
    /// test block, the gaps among them.</summary>
    /// <inheritdoc cref="Expanding"/>
    /// <param name="calendar">Trading days, ascending.</param>
    /// <param name="testFrom">First day of the first test block.</param>
    /// <param name="folds">Number of test blocks, at least 1.</param>
    /// <param name="trainDays">Days before the test block that are used, at least 1.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    /// <param name="window">Bars a network sees.</param>
    /// <param name="embargo">Bars kept free between two parts beyond horizon + window, 0
    /// or more.</param>
    /// <param name="validationFraction">Part of the days before a block that validates.</param>
    public static IReadOnlyList<DateSplit> Rolling(
        ReadOnlySpan<DateOnly> calendar,
        DateOnly testFrom,
        int folds,
        int trainDays,
        int horizon,
        int window,
        int embargo = 0,
        double validationFraction = DateSplit.DefaultValidationFraction
    )
    {
        if (trainDays < 1)
            throw new ArgumentOutOfRangeException(
                nameof(trainDays),
                $"A fold must train on at least 1 day, but got trainDays={trainDays}."
            );
        return Folds(calendar, testFrom, folds, trainDays, horizon, window, embargo, validationFraction);
    }

    private static DateSplit[] Folds(
        ReadOnlySpan<DateOnly> calendar,
        DateOnly testFrom,
        int folds,
        int trainDays,
        int horizon,
        int window,
        int embargo,
        double validationFraction
    )
    {
        TradingCalendar.ThrowUnlessAscending(calendar);
        if (folds < 1)
            throw new ArgumentOutOfRangeException(nameof(folds), $"There must be at least 1 fold, but got {folds}.");
        if (embargo < 0)
            throw new ArgumentOutOfRangeException(
                nameof(embargo),
                $"The embargo must be 0 bars or more, but got {embargo}."
            );
        int gap = DateSplit.GapOf(horizon, window) + embargo,
            first = TradingCalendar.FirstNotBefore(calendar, testFrom),
            testDays = calendar.Length - first;
        if (testDays < folds)
        {
            throw new ArgumentException(
                $"{folds} folds need at least {folds} trading days from {testFrom:yyyy-MM-dd} on, but there are "
                    + $"{testDays}. "
                    + "Test from an earlier day, or ask for fewer folds.",
                nameof(folds)
            );
        }

        var splits = new DateSplit[folds];
        int test = first;
        for (int fold = 0; fold < folds; fold++)
        {
            int end = test + testDays / folds + (fold < testDays % folds ? 1 : 0);
            splits[fold] = DateSplit.Of(calendar, Math.Max(0, test - trainDays), test, end, gap, validationFraction);
            test = end;
        }

        return splits;
    }
}
