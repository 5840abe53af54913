using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Tests;

/// <summary>High, low and open against the day's other prices and the days before.</summary>
public sealed class RangeRuleTests
{
    [Theory]
    [InlineData(49.8, 51, 2.6, 50.2, 49.8, 51, 49.8)] // one odd trade near zero
    [InlineData(49.8, 510, 49, 50.2, 49.8, 50.2, 49)] // a high ten times too large
    [InlineData(49.8, 1e9, 1e-9, 50.2, 49.8, 50.2, 49.8)] // both, by any factor
    [InlineData(4.98, 51, 4.98, 50.2, 50, 51, 50)] // the open itself, which made the low
    [InlineData(498, 498, 49, 50.2, 50, 50.2, 49)] // the open itself, which made the high
    public void A_price_that_is_off_by_a_factor_of_two_is_taken_as_missing(
        double open,
        double high,
        double low,
        double close,
        double newOpen,
        double newHigh,
        double newLow
    )
    {
        CheckedSeries check = Run(At(31, open, high, low, close, 1000));
        Assert.Equal(new Bar(Sample.Days[31], newOpen, newHigh, newLow, close, 1000), check.Series[31]);
        Assert.All(
            check.Report.Findings,
            f =>
                Assert.Equal(
                    (Sample.Days[31], QualityReason.RangeOutlier, Severity.Warning, QualityAction.Repaired),
                    (f.Date, f.Reason, f.Severity, f.Action)
                )
        );
        Assert.NotEmpty(check.Report.Findings);
    }

    [Theory]
    [InlineData(49.8, 51, 36, 50.2, 1000)] // a crash within the day, or an odd trade
    [InlineData(49.8, 70, 49, 50.2, 1000)]
    [InlineData(49.8, 51, 12, 50.2, 9000)] // far off, but many traded
    public void A_price_that_may_be_true_is_reported_and_kept(
        double open,
        double high,
        double low,
        double close,
        double volume
    )
    {
        CheckedSeries check = Run(At(30, open, high, low, close, volume));
        QualityFinding only = Assert.Single(check.Report.Findings);
        Assert.Equal(
            (QualityReason.RangeOutlier, Severity.Warning, QualityAction.Kept),
            (only.Reason, only.Severity, only.Action)
        );
        Assert.Equal(new Bar(Sample.Days[30], open, high, low, close, volume), check.Series[30]);
    }

    [Fact]
    public void A_wide_day_in_wide_times_is_not_mentioned()
    {
        List<DeliveredBar> bars =
        [
            .. Sample.Quiet(60).Select(b => b with { High = b.Open * 1.08, Low = b.Open * 0.94 }),
        ];
        bars[40] = bars[40] with { High = bars[40].Open * 1.3 };
        Assert.Empty(Run(bars).Report.Findings);
    }

    [Fact]
    public void What_later_days_say_changes_nothing()
    {
        List<DeliveredBar> bars = At(30, 49.8, 51, 2.6, 50.2, 1000);
        for (int i = 31; i < bars.Count; i++)
            bars[i] = bars[i] with { Low = 2.5 };
        Assert.Equal(Run(bars[..31]).Series[30], Run(bars).Series[30]);
    }

    [Fact]
    public void The_first_day_is_held_against_itself()
    {
        CheckedSeries check = Run(At(0, 49.8, 51, 0.03, 50.2, 1000));
        Assert.Equal(49.8, check.Series[0].Low);
        Assert.Equal(QualityAction.Repaired, Assert.Single(check.Report.Findings).Action);
    }

    private static List<DeliveredBar> At(int t, double open, double high, double low, double close, double volume)
    {
        List<DeliveredBar> bars = Sample.Quiet(60);
        bars[t] = DeliveredBar.Plain(bars[t].Date, open, high, low, close, volume);
        return bars;
    }

    private static CheckedSeries Run(List<DeliveredBar> bars) => QualityCheck.Run(Sample.Delivered("TEST", bars));
}
