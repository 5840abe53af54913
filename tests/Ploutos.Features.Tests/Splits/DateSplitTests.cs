using CsCheck;
using Ploutos.Features.Splits;

namespace Ploutos.Features.Tests.Splits;

public sealed class DateSplitTests
{
    private static readonly DateOnly First = new(2010, 1, 1);

    // A pooled calendar, and a ticker that misses up to half of its days.
    private static readonly Gen<(DateOnly[] Calendar, DateOnly[] Ticker, int TestAt, int Horizon, int Window)> Pool =
        from days in Gen.Int[160, 400]
        from missing in Gen.Int[0, 1].Array[days]
        from some in Gen.Bool
        from testAt in Gen.Int[120, days - 1]
        from horizon in Gen.Int[1, 10]
        from window in Gen.Int[1, 16]
        let calendar = Days(days)
        select (calendar, calendar.Where((_, i) => some || missing[i] == 0).ToArray(), testAt, horizon, window);

    [Fact]
    public void The_last_fraction_of_the_days_before_the_test_validates_and_gaps_lie_between()
    {
        DateOnly[] calendar = Days(200);
        DateSplit split = DateSplit.At(calendar, calendar[100], horizon: 5, window: 3);
        Assert.Equal(8, split.Gap);
        Assert.Equal(new DayRange(calendar[0], calendar[68]), split.Train);
        Assert.Equal(new DayRange(calendar[77], calendar[91]), split.Validation);
        Assert.Equal(new DayRange(calendar[100], calendar[199]), split.Test);
    }

    [Fact]
    public void A_split_for_a_model_that_is_put_to_use_validates_on_the_last_days()
    {
        DateOnly[] calendar = Days(100);
        DateSplit split = DateSplit.WithoutTest(calendar, horizon: 1, window: 1, validationFraction: 0.2);
        Assert.Equal(new DayRange(calendar[0], calendar[77]), split.Train);
        Assert.Equal(new DayRange(calendar[80], calendar[99]), split.Validation);
        Assert.True(split.Test.IsEmpty);
        Assert.Equal(new SplitRows(new(0, 78), new(80, 100), default), split.RowsOf(calendar));
    }

    [Fact]
    public void No_label_and_no_window_of_a_row_reaches_into_another_part() =>
        Pool.Sample(p =>
        {
            SplitRows rows = DateSplit.At(p.Calendar, p.Calendar[p.TestAt], p.Horizon, p.Window).RowsOf(p.Ticker);
            return Apart(rows.Train, rows.Validation, p.Horizon, p.Window)
                && Apart(rows.Validation, rows.Test, p.Horizon, p.Window)
                && Apart(rows.Train, rows.Test, p.Horizon, p.Window);
        });

    [Fact]
    public void No_label_of_one_ticker_is_known_later_than_another_ticker_begins_the_next_part() =>
        Pool.Sample(p =>
        {
            DateSplit split = DateSplit.At(p.Calendar, p.Calendar[p.TestAt], p.Horizon, p.Window);
            SplitRows rows = split.RowsOf(p.Ticker);
            return (rows.Train.Count == 0 || p.Ticker[rows.Train.End - 1 + p.Horizon] < split.Validation.From)
                && (
                    rows.Validation.Count == 0
                    || rows.Validation.End - 1 + p.Horizon >= p.Ticker.Length
                    || p.Ticker[rows.Validation.End - 1 + p.Horizon] < split.Test.From
                );
        });

    [Fact]
    public void A_ticker_without_gaps_loses_only_the_gaps() =>
        Pool.Sample(p =>
        {
            DateSplit split = DateSplit.At(p.Calendar, p.Calendar[p.TestAt], p.Horizon, p.Window);
            SplitRows rows = split.RowsOf(p.Calendar);
            return rows.Train.Count + rows.Validation.Count + rows.Test.Count == p.Calendar.Length - 2 * split.Gap;
        });

    [Fact]
    public void A_ticker_that_was_not_listed_in_a_part_has_no_rows_in_it()
    {
        DateOnly[] calendar = Days(200);
        SplitRows rows = DateSplit.At(calendar, calendar[150], 5, 1).RowsOf(calendar.AsSpan(160, 20));
        Assert.Equal((0, 0, 20), (rows.Train.Count, rows.Validation.Count, rows.Test.Count));
    }

    [Fact]
    public void A_calendar_too_short_says_how_many_days_are_needed()
    {
        var error = Assert.Throws<ArgumentException>(() => DateSplit.At(Days(60), Days(60)[40], 5, 16));
        Assert.Contains(
            "needs more than 48 trading days before the test (6 to validate and gaps of 21 bars), but got 40",
            error.Message
        );
    }

    [Fact]
    public void A_test_that_begins_after_the_bars_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => DateSplit.At(Days(60), new(2020, 1, 1), 5, 1));
        Assert.Contains("got testFrom=2020-01-01 and the bars are of 2010-01-01 .. 2010-03-01", error.Message);
    }

    [Fact]
    public void The_union_calendar_holds_every_day_of_any_ticker_once()
    {
        DateOnly[] union = TradingCalendar.Union(SampleBars.Flat(10).Slice(0, 6), SampleBars.Flat(10).Slice(4, 6));
        Assert.Equal(SampleBars.Flat(10).Dates.ToArray(), union);
    }

    internal static DateOnly[] Days(int count) => [.. Enumerable.Range(0, count).Select(First.AddDays)];

    internal static bool Apart(RowRange earlier, RowRange later, int horizon, int window) =>
        earlier.Count == 0 || later.Count == 0 || earlier.End - 1 + horizon < later.Start - (window - 1);
}
