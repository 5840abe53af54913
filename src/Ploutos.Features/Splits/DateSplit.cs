using Ploutos.MarketData;

namespace Ploutos.Features.Splits;

/// <summary>Train, validation and test by date, for all tickers at once. Between two parts lies a
/// gap of <see cref="Gap"/> trading days whose rows belong to no part: a label reaches
/// <c>horizon</c> bars ahead, a network's window <c>window</c> bars back (purging, Lopez de Prado
/// 2018, ch. 7). The gap is counted on the pooled tickers' union calendar, and once more on each
/// ticker's own bars, so that a ticker which misses days has no label that reaches into the next
/// part either.</summary>
public sealed record DateSplit
{
    /// <summary>Part of the days before the test that validates, where nothing else is said.</summary>
    public const double DefaultValidationFraction = 0.15;

    internal DateSplit(DayRange train, DayRange validation, DayRange test, int gap) =>
        (Train, Validation, Test, Gap) = (train, validation, test, gap);

    /// <summary>Days to learn from.</summary>
    public DayRange Train { get; }

    /// <summary>Days for early stopping, calibration and thresholds.</summary>
    public DayRange Validation { get; }

    /// <summary>Days that nothing was chosen by; may be empty.</summary>
    public DayRange Test { get; }

    /// <summary>Bars between two parts.</summary>
    public int Gap { get; }

    /// <summary>Tests on every day from <paramref name="testFrom"/> on. Of the n days before, the
    /// last gap is purged, the
    /// <c>round(validationFraction * n)</c> days before it validate, the gap before those is
    /// purged, and the rest trains.</summary>
    /// <param name="calendar">Trading days, ascending: <see cref="TradingCalendar.Union"/>.</param>
    /// <param name="testFrom">First day of the test.</param>
    /// <param name="horizon">Bars a label looks ahead; the largest, where several labels share
    /// the split.</param>
    /// <param name="window">Bars a network sees.</param>
    /// <param name="validationFraction">Above 0, below 1.</param>
    /// <exception cref="ArgumentException">No day is left for one of the parts.</exception>
    public static DateSplit At(
        ReadOnlySpan<DateOnly> calendar,
        DateOnly testFrom,
        int horizon,
        int window,
        double validationFraction = DefaultValidationFraction
    )
    {
        TradingCalendar.ThrowUnlessAscending(calendar);
        int test = TradingCalendar.FirstNotBefore(calendar, testFrom);
        if (test == calendar.Length)
        {
            throw new ArgumentException(
                "The test must begin on or before the last day of the bars, but got "
                    + $"testFrom={testFrom:yyyy-MM-dd} "
                    + $"and the bars are of {TradingCalendar.Range(calendar, 0, calendar.Length)}. Choose an earlier"
                    + $" day.",
                nameof(testFrom)
            );
        }

        return Of(calendar, 0, test, calendar.Length, GapOf(horizon, window), validationFraction);
    }

    /// <summary>Trains and validates on all days, as for a model that is put to use: the last
    /// fraction validates, nothing tests.</summary>
    /// <inheritdoc cref="At"/>
    public static DateSplit WithoutTest(
        ReadOnlySpan<DateOnly> calendar,
        int horizon,
        int window,
        double validationFraction = DefaultValidationFraction
    )
    {
        TradingCalendar.ThrowUnlessAscending(calendar);
        return Of(calendar, 0, calendar.Length, calendar.Length, GapOf(horizon, window), validationFraction);
    }

    /// <summary>The rows of one ticker that belong to each part.</summary>
    /// <param name="dates">The ticker's own trading days, ascending.</param>
    public SplitRows RowsOf(ReadOnlySpan<DateOnly> dates)
    {
        RowRange train = Train.RowsOf(dates),
            validation = Validation.RowsOf(dates),
            test = Test.RowsOf(dates);
        if (!Test.IsEmpty)
            validation = validation.Before(TradingCalendar.FirstNotBefore(dates, Test.From) - Gap);
        return new(train.Before(TradingCalendar.FirstNotBefore(dates, Validation.From) - Gap), validation, test);
    }

    /// <inheritdoc cref="RowsOf(ReadOnlySpan{DateOnly})"/>
    public SplitRows RowsOf(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return RowsOf(bars.Dates);
    }

    /// <summary>The fold before this split: as many days validate, just before this validation part
    /// and its gap, and the days before those train. Its test is this validation part. Null where no
    /// day is left to train on.</summary>
    /// <param name="calendar">The calendar that this split was made from.</param>
    public DateSplit? Earlier(ReadOnlySpan<DateOnly> calendar)
    {
        int first = TradingCalendar.FirstNotBefore(calendar, Train.From),
            next = TradingCalendar.FirstNotBefore(calendar, Validation.From),
            days = TradingCalendar.FirstAfter(calendar, Validation.To) - next,
            end = next - Gap,
            start = end - days,
            trainEnd = start - Gap;
        return trainEnd > first
            ? new(
                TradingCalendar.Range(calendar, first, trainEnd),
                TradingCalendar.Range(calendar, start, end),
                Validation,
                Gap
            )
            : null;
    }

    /// <summary>Splits the days <c>start .. test</c> of the calendar into train and validation, and
    /// tests on <c>test .. end</c>.</summary>
    internal static DateSplit Of(
        ReadOnlySpan<DateOnly> calendar,
        int start,
        int test,
        int end,
        int gap,
        double validationFraction
    )
    {
        if (!(validationFraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(validationFraction),
                $"The validation fraction must lie above 0 and below 1, but got {validationFraction}."
            );
        int days = test - start,
            validationDays = Math.Max(1, (int)Math.Round(validationFraction * days));
        int validationEnd = end > test ? test - gap : test,
            validationStart = validationEnd - validationDays,
            trainEnd = validationStart - gap;
        if (trainEnd <= start)
        {
            throw new ArgumentException(
                $"A split needs more than {days - (trainEnd - start)} trading days before the test "
                    + $"({validationDays} to validate and gaps of {gap} bars), but got {days}. Import older bars, or"
                    + $" test from a later day.",
                nameof(calendar)
            );
        }

        return new(
            TradingCalendar.Range(calendar, start, trainEnd),
            TradingCalendar.Range(calendar, validationStart, validationEnd),
            TradingCalendar.Range(calendar, test, end),
            gap
        );
    }

    internal static int GapOf(int horizon, int window)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                $"The horizon must be at least 1 bar, but got {horizon}."
            );
        if (window < 1)
            throw new ArgumentOutOfRangeException(
                nameof(window),
                $"The window must be at least 1 bar, but got {window}."
            );
        return horizon + window;
    }
}

/// <summary>The rows of one ticker in each part of a split.</summary>
public readonly record struct SplitRows(RowRange Train, RowRange Validation, RowRange Test);
