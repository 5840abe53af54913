namespace Ploutos.MarketData.Tests;

public sealed class BarSeriesTests
{
    private static readonly DateOnly Monday = new(2024, 1, 8);

    [Fact]
    public void A_slice_by_date_keeps_the_days_asked_for_and_no_others()
    {
        BarSeries series = BarSeries.FromBars(
            "TEST",
            DataOrigin.Observed,
            [.. Enumerable.Range(0, 5).Select(i => new Bar(Monday.AddDays(i), 1, 2, 0.5, 1.5 + i, 100))]
        );
        Assert.Equal(3, series.UpTo(Monday.AddDays(2)).Count);
        Assert.Equal(2, series.From(Monday.AddDays(3)).Count);
        Assert.Equal(5.5, series.From(Monday.AddDays(3)).Close[1]);
        Assert.Equal(0, series.UpTo(Monday.AddDays(-1)).Count);
    }

    [Fact]
    public void Dates_that_do_not_ascend_are_refused_with_both_dates_named()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            BarSeries.FromBars(
                "TEST",
                DataOrigin.Observed,
                [new Bar(Monday, 1, 1, 1, 1, 1), new Bar(Monday, 1, 1, 1, 1, 1)]
            )
        );
        Assert.Contains("2024-01-08 follows 2024-01-08", e.Message, StringComparison.Ordinal);
    }
}
