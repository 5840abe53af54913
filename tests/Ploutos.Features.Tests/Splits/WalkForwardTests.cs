using Ploutos.Features.Splits;

namespace Ploutos.Features.Tests.Splits;

public sealed class WalkForwardTests
{
    [Fact]
    public void Test_blocks_follow_each_other_without_a_gap_and_end_with_the_calendar()
    {
        DateOnly[] calendar = DateSplitTests.Days(403);
        IReadOnlyList<DateSplit> folds = WalkForward.Expanding(calendar, calendar[200], 5, 5, 16, embargo: 3);
        Assert.Equal([41, 41, 41, 40, 40], folds.Select(f => f.Test.RowsOf(calendar).Count));
        Assert.Equal(calendar[200..], folds.SelectMany(f => Rows(calendar, f.Test)));
    }

    [Fact]
    public void An_expanding_fold_trains_from_the_first_day_and_keeps_purge_and_embargo()
    {
        DateOnly[] calendar = DateSplitTests.Days(400);
        foreach (DateSplit fold in WalkForward.Expanding(calendar, calendar[200], 4, 5, 16, embargo: 3))
        {
            SplitRows rows = fold.RowsOf(calendar);
            Assert.Equal(0, rows.Train.Start);
            Assert.Equal((24, 24), (rows.Validation.Start - rows.Train.End, rows.Test.Start - rows.Validation.End));
        }
    }

    [Fact]
    public void A_rolling_fold_uses_the_same_number_of_days_before_every_block()
    {
        DateOnly[] calendar = DateSplitTests.Days(400);
        foreach (DateSplit fold in WalkForward.Rolling(calendar, calendar[200], 4, trainDays: 150, 5, 1))
            Assert.Equal(150, fold.Test.RowsOf(calendar).Start - fold.Train.RowsOf(calendar).Start);
    }

    [Fact]
    public void More_folds_than_days_are_refused()
    {
        DateOnly[] calendar = DateSplitTests.Days(400);
        var error = Assert.Throws<ArgumentException>(() => WalkForward.Expanding(calendar, calendar[397], 4, 5, 1));
        Assert.Contains("but there are 3", error.Message);
    }

    private static DateOnly[] Rows(DateOnly[] calendar, DayRange days) =>
        calendar[days.RowsOf(calendar).Start..days.RowsOf(calendar).End];
}
