using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Suspected splits against the other stored tickers, and serious findings inside the
/// bars that are used.</summary>
public sealed class MarketMoveTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly BarStore _store;

    public MarketMoveTests() => _store = BarStore.Open(_folder.File("ploutos.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1.33, 1.09, 5, false)]
    [InlineData(0.70, 0.91, 8, false)]
    [InlineData(1.33, 1.09, 4, true)] // too few others
    [InlineData(1.33, 1.01, 8, true)] // a quiet day
    [InlineData(1.33, 0.91, 8, true)] // the market fell
    [InlineData(0.5, 0.91, 8, true)] // seven times the market's fall
    public void A_jump_is_a_suspected_split_unless_the_market_moved_with_it_whatever_the_order_of_imports(
        double own,
        double market,
        int others,
        bool suspected
    )
    {
        foreach (string name in (string[])["AFTER", "BEFORE"])
        {
            using BarStore store = BarStore.Open(_folder.File($"{name}.db"));
            if (name == "BEFORE")
                store.Save(Jump("MGM", own), Noon);
            for (int i = 0; i < others; i++)
                store.Save(Jump($"T{i}", market + (0.002 * i)), Noon);
            if (name == "AFTER")
                store.Save(Jump("MGM", own), Noon);
            QualityFinding f = Assert.Single(store.Findings("MGM"));
            Assert.Equal(suspected ? QualityReason.SuspectedSplit : QualityReason.MarketMove, f.Reason);
            Assert.Equal(suspected ? 1 : 0, store.Find("MGM")!.Serious);
            Assert.Equal(suspected ? 0 : 1, store.List()[0].Warnings);
            Assert.Equal(suspected ? 1 : 0, store.SeriousFindings("MGM", Sample.Days[0], Sample.Days[59]).Count);
        }
    }

    [Fact]
    public void What_others_say_of_a_jump_follows_later_imports_through_an_open_store_and_through_another()
    {
        _store.Save(Jump("MGM", 1.33), Noon);
        Assert.Equal(QualityReason.SuspectedSplit, Assert.Single(_store.Findings("MGM")).Reason);
        for (int i = 0; i < 4; i++)
            _store.Save(Jump($"T{i}", 1.09), Noon);
        Assert.Equal(QualityReason.SuspectedSplit, Assert.Single(_store.Findings("mgm")).Reason);
        using (BarStore other = BarStore.Open(_store.Path))
            other.Save(Jump("T4", 1.09), Noon);
        Assert.Equal(QualityReason.MarketMove, Assert.Single(_store.Findings("MGM")).Reason);
        _store.Remove(["T0"]);
        Assert.Equal(QualityReason.SuspectedSplit, Assert.Single(_store.Findings("MGM")).Reason);
    }

    [Fact]
    public void A_fall_that_may_be_a_spin_off_says_so()
    {
        QualityFinding fall = Assert.Single(QualityCheck.Run(Jump("A", 0.745)).Report.Findings);
        Assert.Equal((QualityReason.SuspectedSplit, Severity.Serious), (fall.Reason, fall.Severity));
        Assert.Contains("spin-off", fall.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "spin-off",
            Assert.Single(QualityCheck.Run(Jump("A", 2)).Report.Findings).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_serious_findings_inside_the_days_that_are_used_are_named()
    {
        _store.Save(Jump("UNADJ", 0.2), Noon);
        Assert.Equal(
            QualityReason.SuspectedSplit,
            Assert.Single(_store.SeriousFindings("UNADJ", Sample.Days[40], Sample.Days[40])).Reason
        );
        Assert.Empty(_store.SeriousFindings("UNADJ", Sample.Days[0], Sample.Days[39]));
        Assert.Empty(_store.SeriousFindings("UNADJ", Sample.Days[41], Sample.Days[59]));
        Assert.Throws<NoDataException>(() => _store.SeriousFindings("NONE", Sample.Days[0], Sample.Days[1]));
    }

    [Fact]
    public void A_ticker_that_loses_a_tenth_of_its_rows_is_serious_where_they_are_lost()
    {
        List<DeliveredBar> bars = Sample.Quiet(100);
        for (int i = 80; i < 90; i++)
            bars[i] = bars[i] with { Close = double.NaN, AdjustedClose = double.NaN };
        CheckedSeries lost = _store.Save(Sample.Delivered("LOSS", bars), Noon).Checked;
        Assert.Contains(
            lost.Report.Findings,
            f => f is { Reason: QualityReason.LostRows, Severity: Severity.Serious } && f.Date == Sample.Days[89]
        );
        Assert.Equal(
            QualityReason.LostRows,
            Assert.Single(_store.SeriousFindings("LOSS", Sample.Days[60], Sample.Days[99])).Reason
        );
        Assert.Empty(_store.SeriousFindings("LOSS", Sample.Days[0], Sample.Days[79]));

        bars[80] = Sample.Quiet(100)[80];
        Assert.Equal(0, QualityCheck.Run(Sample.Delivered("LOSS", bars)).Report.CountOf(QualityReason.LostRows));
    }

    [Fact]
    public void Rows_that_stand_twice_are_no_loss()
    {
        List<DeliveredBar> bars = [.. Sample.Quiet(60).SelectMany(b => new[] { b, b })];
        Assert.False(QualityCheck.Run(Sample.Delivered("TWICE", bars)).Report.HasSerious);
    }

    /// <summary>Quiet days, and from row 40 on all prices times a factor.</summary>
    private static DeliveredSeries Jump(string ticker, double factor) =>
        Sample.Delivered(
            ticker,
            [
                .. Sample
                    .Quiet(60)
                    .Select(
                        (b, i) =>
                            i < 40
                                ? b
                                : DeliveredBar.Plain(
                                    b.Date,
                                    b.Open * factor,
                                    b.High * factor,
                                    b.Low * factor,
                                    b.Close * factor,
                                    b.Volume
                                )
                    ),
            ]
        );
}
