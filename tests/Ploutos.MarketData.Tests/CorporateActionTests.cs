using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>Splits and dividends against prices and volume.</summary>
public sealed class CorporateActionTests : IDisposable
{
    private const CorporateActionKind Split = CorporateActionKind.Split,
        Dividend = CorporateActionKind.Dividend;

    private static readonly DateTimeOffset Noon = new(2025, 1, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Split, double.PositiveInfinity)]
    [InlineData(Split, double.NaN)]
    [InlineData(Split, 0)]
    [InlineData(Split, -2)]
    [InlineData(Dividend, double.NaN)]
    [InlineData(Dividend, double.NegativeInfinity)]
    public void An_event_without_a_usable_value_is_left_out_and_named_by_every_check(
        CorporateActionKind kind,
        double value
    )
    {
        DeliveredSeries delivered = Sample.Delivered(
            "ODD",
            Sample.Quiet(40),
            new CorporateAction(Sample.Days[20], kind, value)
        );
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        SaveResult saved = store.Save(delivered, Noon);
        Assert.Equal(40, saved.Checked.Series.Count);
        foreach (
            QualityFinding f in new[]
            {
                Assert.Single(saved.Checked.Report.Findings),
                Assert.Single(store.Findings("ODD")),
                Assert.Single(QualityCheck.Run(store.ReadDelivered("ODD")).Report.Findings),
            }
        )
        {
            Assert.Equal(
                (Sample.Days[20], QualityReason.UnusableAction, Severity.Warning),
                (f.Date, f.Reason, f.Severity)
            );
        }
    }

    [Fact]
    public void A_usable_telling_of_the_same_day_replaces_an_unusable_one()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        CorporateAction bad = new(Sample.Days[20], Split, double.NaN),
            good = new(Sample.Days[20], Split, 3);
        store.Save(Sample.Delivered("ODD", Sample.Quiet(40), bad), Noon);
        store.Save(Sample.Delivered("ODD", Sample.Quiet(41), good), Noon);
        Assert.Equal([good], store.ReadDelivered("ODD").Actions);
        Assert.Empty(store.Findings("ODD"));
    }

    [Theory]
    [InlineData(5.5)]
    [InlineData(0.7)]
    public void A_dividend_that_the_adjusted_prices_miss_is_serious(double paid)
    {
        QualityFinding f = Assert.Single(WithDividend(paid, adjusted: false));
        Assert.Equal(
            (Sample.Days[20], QualityReason.DividendMismatch, Severity.Serious),
            (f.Date, f.Reason, f.Severity)
        );
        Assert.Empty(WithDividend(paid, adjusted: true));
    }

    [Fact]
    public void Small_dividends_that_are_missed_are_serious_once_they_add_up()
    {
        List<DeliveredBar> bars = Sample.Quiet(200);
        CorporateAction[] paid =
        [
            .. new[] { 20, 80, 140 }.Select(t => new CorporateAction(Sample.Days[t], Dividend, 0.2)),
        ];
        Assert.Equal(
            [Severity.Warning, Severity.Warning, Severity.Serious],
            QualityCheck.Run(Sample.Delivered("TEST", bars, paid)).Report.Findings.Select(f => f.Severity)
        );
    }

    [Fact]
    public void A_dividend_adjusted_for_twice_or_above_the_price_is_serious()
    {
        List<DeliveredBar> twice = Sample.WithDividend(Sample.Quiet(40), 20, 6, adjusted: true);
        for (int i = 0; i < 20; i++)
            twice[i] = twice[i] with
            {
                AdjustedClose = twice[i].AdjustedClose * twice[i].AdjustedClose / twice[i].Close,
            };
        foreach (double paid in new[] { 6.0, 5000 })
            Assert.Contains(
                QualityCheck
                    .Run(Sample.Delivered("T", twice, new CorporateAction(Sample.Days[20], Dividend, paid)))
                    .Report.Findings,
                f => f is { Reason: QualityReason.DividendMismatch, Severity: Severity.Serious }
            );
    }

    [Fact]
    public void An_adjustment_that_neither_an_event_nor_the_quotes_explain_is_serious()
    {
        List<DeliveredBar> bars = Sample.Quiet(40);
        for (int i = 0; i < 20; i++)
            bars[i] = bars[i] with { AdjustedClose = bars[i].Close / 1.25 };
        Assert.Contains(
            QualityCheck.Run(Sample.Delivered("T", bars)).Report.Findings,
            f => f is { Reason: QualityReason.SplitMismatch, Severity: Severity.Serious }
        );
    }

    [Fact]
    public void A_dividend_that_only_the_prices_show_is_doubted_where_the_source_tells_events()
    {
        DeliveredSeries untold = Sample.Delivered("T", Sample.WithDividend(Sample.Quiet(40), 20, 1.5, adjusted: true));
        Assert.Empty(QualityCheck.Run(untold).Report.Findings);
        QualityFinding f = Assert.Single(QualityCheck.Run(untold with { Source = "tiingo" }).Report.Findings);
        Assert.Equal((QualityReason.DividendMismatch, Severity.Warning), (f.Reason, f.Severity));
    }

    [Fact]
    public void An_event_that_is_told_later_is_held_against_the_stored_bars()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        store.Save(Sample.Delivered("LATE", Sample.Quiet(40)), Noon);
        CorporateAction paid = new(Sample.Days[20], Dividend, 4);
        Assert.Equal(SaveOutcome.Unchanged, store.Save(Sample.Delivered("LATE", Sample.Quiet(40), paid), Noon).Outcome);
        Assert.Equal(
            QualityReason.DividendMismatch,
            Assert.Single(store.SeriousFindings("LATE", Sample.Days[0], Sample.Days[39])).Reason
        );
    }

    [Theory]
    [InlineData(3, 1.0 / 3)] // told, not adjusted for
    [InlineData(1.2, 1 / 1.2)]
    [InlineData(0.1, 10)]
    [InlineData(0.1, 0.1)] // adjusted for twice
    [InlineData(4, 0.28)] // a night of bad news as well
    public void A_split_that_is_told_must_not_show_in_the_prices(double shares, double gap)
    {
        List<DeliveredBar> bars = [.. Sample.Quiet(40).Select((b, i) => i < 20 ? b : Scaled(b, gap))];
        IReadOnlyList<QualityFinding> findings = QualityCheck
            .Run(Sample.Delivered("T", bars, new CorporateAction(Sample.Days[20], Split, shares)))
            .Report.Findings;
        QualityFinding f = Assert.Single(findings);
        Assert.Equal((Sample.Days[20], QualityReason.SplitMismatch, Severity.Serious), (f.Date, f.Reason, f.Severity));
    }

    [Fact]
    public void Another_jump_on_the_day_of_a_split_is_named()
    {
        List<DeliveredBar> bars = [.. Sample.Quiet(40).Select((b, i) => i < 20 ? b : Scaled(b, 0.1))];
        QualityFinding f = Assert.Single(
            QualityCheck
                .Run(Sample.Delivered("T", bars, new CorporateAction(Sample.Days[20], Split, 2)))
                .Report.Findings
        );
        Assert.Equal((QualityReason.SuspectedSplit, Severity.Serious), (f.Reason, f.Severity));
    }

    [Fact]
    public void Events_told_twice_count_once_and_different_dividends_of_a_day_add_up()
    {
        List<DeliveredBar> bars = Sample.WithDividend(Sample.Quiet(40), 20, 5, adjusted: true);
        DateOnly day = Sample.Days[20];
        CorporateAction[] paid = [new(day, Dividend, 2), new(day, Dividend, 3), new(day, Dividend, 2)];
        CheckedSeries check = QualityCheck.Run(Sample.Delivered("T", bars, paid));
        Assert.Empty(check.Report.Findings);
        Assert.Equal([new CorporateAction(day, Dividend, 5)], check.Delivered.Actions);
    }

    [Fact]
    public void A_past_days_quoted_price_knows_no_later_split_or_dividend()
    {
        List<DeliveredBar> quiet = Sample.Quiet(40);
        DateOnly day = Sample.Days[10];
        double close = quiet[10].Close;
        CorporateAction split = new(Sample.Days[20], Split, 2),
            paid = new(Sample.Days[20], Dividend, 5);
        // Quotes as traded; then quotes that the source has divided by the split, as Yahoo does.
        Assert.Equal(2 * close, QuotedPrice.CloseOf(Sample.Delivered("T", Sample.AsTraded(quiet, 20, 2), split), day));
        Assert.Equal(2 * close, QuotedPrice.CloseOf(Sample.Delivered("T", quiet, split), day));
        List<DeliveredBar> dividend = Sample.WithDividend(quiet, 20, 5, adjusted: true);
        Assert.Equal(dividend[10].Close, QuotedPrice.CloseOf(Sample.Delivered("T", dividend, paid), day));
        Assert.Equal(2 * dividend[10].Close, QuotedPrice.CloseOf(Sample.Delivered("T", dividend, split, paid), day));
        // What lies on the day or before it is in the price already.
        Assert.Equal(quiet[20].Close, QuotedPrice.CloseOf(Sample.Delivered("T", quiet, split), Sample.Days[20]));
        Assert.Null(QuotedPrice.CloseOf(Sample.Delivered("T", quiet, split), Sample.Days[50]));
    }

    private static IReadOnlyList<QualityFinding> WithDividend(double paid, bool adjusted) =>
        QualityCheck
            .Run(
                Sample.Delivered(
                    "TEST",
                    Sample.WithDividend(Sample.Quiet(40), 20, paid, adjusted),
                    new CorporateAction(Sample.Days[20], Dividend, paid)
                )
            )
            .Report.Findings;

    private static DeliveredBar Scaled(DeliveredBar b, double f) =>
        DeliveredBar.Plain(b.Date, b.Open * f, b.High * f, b.Low * f, b.Close * f, b.Volume);
}
