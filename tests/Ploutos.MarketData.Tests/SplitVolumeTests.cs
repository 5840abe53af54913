using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Volume is in the shares of today, as prices are.</summary>
public sealed class SplitVolumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7)]
    [InlineData(1.5)]
    [InlineData(1000)]
    [InlineData(0.05)]
    public void A_split_that_is_told_scales_the_volume_before_it(double shares)
    {
        CheckedSeries check = Run(shares, new CorporateAction(Sample.Days[20], CorporateActionKind.Split, shares));
        Assert.All(check.Series.Volume.ToArray(), v => Assert.Equal(1000, v, 6));
        QualityFinding f = Assert.Single(check.Report.Findings);
        Assert.Equal(
            (QualityReason.SplitVolume, Severity.Info, QualityAction.Repaired),
            (f.Reason, f.Severity, f.Action)
        );
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0.1)]
    public void A_split_that_only_the_adjusted_prices_show_scales_it_too(double shares) =>
        Assert.All(Run(shares).Series.Volume.ToArray(), v => Assert.Equal(1000, v, 6));

    [Fact]
    public void A_step_that_may_be_a_dividend_leaves_the_volume_and_is_named()
    {
        CheckedSeries check = Run(1.3);
        Assert.Equal(1000 / 1.3, check.Series.Volume[0], 6);
        QualityFinding f = Assert.Single(check.Report.Findings);
        Assert.Equal((QualityReason.SplitVolume, Severity.Warning), (f.Reason, f.Severity));
    }

    [Fact]
    public void A_dividend_that_is_told_is_no_split()
    {
        List<DeliveredBar> bars = Sample.WithDividend(Sample.Quiet(40), 20, 50, adjusted: true);
        double paid = bars[19].Close - bars[19].AdjustedClose;
        CheckedSeries check = QualityCheck.Run(
            Sample.Delivered("T", bars, new CorporateAction(Sample.Days[20], CorporateActionKind.Dividend, paid))
        );
        Assert.Empty(check.Report.Findings);
        Assert.All(check.Series.Volume.ToArray(), v => Assert.Equal(1000, v));
    }

    [Fact]
    public void Volume_that_the_source_adjusted_is_taken_as_it_is()
    {
        List<DeliveredBar> bars =
        [
            .. Sample.AsTraded(Sample.Quiet(40), 20, 4).Select(b => b with { AdjustedVolume = 1234 }),
        ];
        CheckedSeries check = QualityCheck.Run(Sample.Delivered("T", bars));
        Assert.All(check.Series.Volume.ToArray(), v => Assert.Equal(1234, v));
    }

    [Fact]
    public void Volume_that_was_adjusted_by_another_ratio_than_the_prices_is_named()
    {
        List<DeliveredBar> bars =
        [
            .. Sample
                .AsTraded(Sample.Quiet(40), 20, 4)
                .Select((b, i) => i < 20 ? b with { AdjustedVolume = b.Volume * 2 } : b),
        ];
        QualityFinding f = Assert.Single(QualityCheck.Run(Sample.Delivered("T", bars)).Report.Findings);
        Assert.Equal((QualityReason.SplitVolume, Severity.Warning, Sample.Days[20]), (f.Reason, f.Severity, f.Date));
    }

    [Fact]
    public void A_store_that_holds_other_bars_of_the_same_rows_opens_a_vintage_when_they_are_saved_again()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        DateTimeOffset noon = new(2025, 1, 3, 12, 0, 0, TimeSpan.Zero);
        List<DeliveredBar> bars = Sample.AsTraded(Sample.Quiet(40), 20, 4);
        List<DeliveredBar> told = [.. bars.Select((b, i) => i < 20 ? b with { AdjustedVolume = b.Volume * 4 } : b)];
        CorporateAction split = new(Sample.Days[20], CorporateActionKind.Split, 1.3);
        store.Save(Sample.Delivered("T", [.. bars.Select((b, i) => i < 20 ? b with { AdjustedVolume = 7 } : b)]), noon);
        Assert.Equal(SaveOutcome.Revised, store.Save(Sample.Delivered("T", told, split), noon).Outcome);
        Assert.Equal(1000, store.Read("T").Volume[0]);
        Assert.Equal(7, store.Read("T", vintage: 1).Volume[0]);
    }

    private static CheckedSeries Run(double shares, params CorporateAction[] actions) =>
        QualityCheck.Run(Sample.Delivered("T", Sample.AsTraded(Sample.Quiet(40), 20, shares), actions));
}
