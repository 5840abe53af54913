using CsCheck;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Tests;

public sealed class QualityCheckTests
{
    private const double None = double.NaN;

    private static readonly DateOnly[] Days = [.. NewYorkCalendar.TradingDays(new(2024, 1, 2), new(2024, 6, 28))];

    [Fact]
    public void Good_bars_pass_untouched_and_unmentioned()
    {
        CheckedSeries check = Run(Good(60));
        Assert.Empty(check.Report.Findings);
        Assert.Equal((60, 60), (check.Report.RowsIn, check.Report.RowsOut));
    }

    [Theory]
    [InlineData(None, 12, 9, 11, 100, 10.1, 12, 9)] // the open: the close before
    [InlineData(None, 12, 10.5, 11, 100, 10.5, 12, 10.5)] // within the day's range
    [InlineData(10, None, 9, 11, 100, 10, 11, 9)]
    [InlineData(10, 12, None, 11, 100, 10, 12, 10)]
    [InlineData(None, None, None, 11, 100, 10.1, 11, 10.1)]
    public void A_row_with_a_close_is_mended(
        double open,
        double high,
        double low,
        double close,
        double volume,
        double newOpen,
        double newHigh,
        double newLow
    )
    {
        Bar bar = After(
            DeliveredBar.Plain(Days[30], open, high, low, close, volume),
            QualityReason.MissingCells,
            QualityAction.Repaired
        )!.Value;
        Assert.Equal((newOpen, newHigh, newLow, close), (bar.Open, bar.High, bar.Low, bar.Close));
    }

    [Fact]
    public void A_row_without_a_close_or_without_any_sign_of_trading_is_dropped()
    {
        Assert.Null(
            After(DeliveredBar.Plain(Days[30], 10, 12, 9, None, 100), QualityReason.MissingCells, QualityAction.Dropped)
        );
        Assert.Null(
            After(
                DeliveredBar.Plain(Days[30], None, None, None, 11, 0),
                QualityReason.MissingCells,
                QualityAction.Dropped
            )
        );
        Assert.Null(
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, 0, 100),
                QualityReason.NonPositivePrice,
                QualityAction.Dropped
            )
        );
        Assert.Null(
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, -11, 100),
                QualityReason.NonPositivePrice,
                QualityAction.Dropped
            )
        );
        Assert.Null(
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, double.PositiveInfinity, 100),
                QualityReason.NotFinite,
                QualityAction.Dropped
            )
        );
    }

    [Fact]
    public void A_zero_low_or_an_infinite_high_is_taken_as_missing_and_mended()
    {
        Assert.Equal(
            10,
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 0, 11, 100),
                QualityReason.NonPositivePrice,
                QualityAction.Repaired
            )!.Value.Low
        );
        Assert.Equal(
            11,
            After(
                DeliveredBar.Plain(Days[30], 10, double.PositiveInfinity, 9, 11, 100),
                QualityReason.NotFinite,
                QualityAction.Repaired
            )!.Value.High
        );
    }

    [Fact]
    public void High_below_low_is_exchanged_where_that_fits_and_dropped_where_it_does_not()
    {
        Bar bar = After(
            DeliveredBar.Plain(Days[30], 10, 9, 12, 11, 100),
            QualityReason.HighBelowLow,
            QualityAction.Repaired
        )!.Value;
        Assert.Equal((12, 9), (bar.High, bar.Low));
        Assert.Null(
            After(DeliveredBar.Plain(Days[30], 10, 9, 12, 20, 100), QualityReason.HighBelowLow, QualityAction.Dropped)
        );
    }

    [Fact]
    public void An_open_outside_the_range_gives_way_and_a_close_outside_widens_it()
    {
        Assert.Equal(
            12,
            After(
                DeliveredBar.Plain(Days[30], 22, 12, 9, 11, 100),
                QualityReason.OutsideRange,
                QualityAction.Repaired
            )!.Value.Open
        );
        Assert.Equal(
            12.2,
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, 12.2, 100),
                QualityReason.OutsideRange,
                QualityAction.Repaired
            )!.Value.High
        );
        Assert.Null(
            After(DeliveredBar.Plain(Days[30], 10, 12, 9, 20, 100), QualityReason.OutsideRange, QualityAction.Dropped)
        );
    }

    [Fact]
    public void A_day_without_volume_gets_the_median_of_the_days_before()
    {
        Assert.Equal(
            1000,
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, 11, 0),
                QualityReason.ZeroVolume,
                QualityAction.Repaired
            )!.Value.Volume
        );
        Assert.Equal(
            1000,
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, 11, None),
                QualityReason.MissingCells,
                QualityAction.Repaired
            )!.Value.Volume
        );
        Assert.Equal(
            1000,
            After(
                DeliveredBar.Plain(Days[30], 10, 12, 9, 11, -5),
                QualityReason.NegativeVolume,
                QualityAction.Repaired
            )!.Value.Volume
        );
    }

    [Fact]
    public void Rows_out_of_order_are_moved_and_doubles_dropped()
    {
        List<DeliveredBar> bars = Good(10);
        (bars[4], bars[5]) = (bars[5], bars[4]);
        bars.Insert(8, bars[7]);
        bars.Add(bars[^1] with { Close = 10.05 });
        CheckedSeries check = Run(bars);
        Assert.Equal(10, check.Series.Count);
        Assert.Equal(1, check.Report.CountOf(QualityReason.UnorderedDate));
        Assert.Equal(Days[4], check.Report.Findings.First(f => f.Reason == QualityReason.UnorderedDate).Date);
        Assert.Equal(
            [Severity.Warning, Severity.Serious],
            check.Report.Findings.Where(f => f.Reason == QualityReason.DuplicateDate).Select(f => f.Severity)
        );
        Assert.Equal(10.1, check.Series.Close[9]); // the first delivered
    }

    [Fact]
    public void A_file_from_the_newest_to_the_oldest_is_turned_round_with_one_note()
    {
        List<DeliveredBar> bars = Good(10);
        bars.Reverse();
        QualityFinding only = Assert.Single(Run(bars).Report.Findings);
        Assert.Equal((QualityReason.UnorderedDate, Severity.Info), (only.Reason, only.Severity));
    }

    [Theory]
    [InlineData(0.5, 1, 2)]
    [InlineData(0.1, 1, 10)]
    [InlineData(0.667, 1, 1.5)]
    [InlineData(4, 1, 0.25)]
    public void A_split_that_nobody_adjusted_for_is_serious(double price, double dayMove, double volume) =>
        Assert.Equal((QualityReason.SuspectedSplit, Severity.Serious), Jump(price, dayMove, volume));

    [Theory]
    [InlineData(1.5, 1, 12)] // a bid for the company: opens 50 % up on twelve times the volume
    [InlineData(1.05, 1.26, 1.5)] // made during the day
    [InlineData(0.5, 1, 9)] // the drug failed
    public void A_true_move_is_not_taken_for_a_split(double price, double dayMove, double volume) =>
        Assert.Equal((QualityReason.TrueMove, Severity.Info), Jump(price, dayMove, volume));

    [Fact]
    public void A_jump_with_no_explanation_is_doubted() =>
        Assert.Equal((QualityReason.UnexplainedJump, Severity.Warning), Jump(0.58, 1, 1));

    [Fact]
    public void A_split_that_the_source_tells_of_must_not_show_in_the_prices()
    {
        List<DeliveredBar> halved = Scaled(Good(40), 20, 0.5, 1, 2);
        CorporateAction split = new(Days[20], CorporateActionKind.Split, 2);
        Assert.Contains(
            "was not adjusted for",
            Assert.Single(Run(halved, [split]).Report.Findings, f => f.Reason == QualityReason.SplitMismatch).Detail,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "adjusted for twice",
            Assert
                .Single(
                    Run(Scaled(Good(40), 20, 2, 1, 1), [split]).Report.Findings,
                    f => f.Reason == QualityReason.SplitMismatch
                )
                .Detail,
            StringComparison.Ordinal
        );
        Assert.Empty(Run(Good(40), [split]).Report.Findings);
    }

    [Fact]
    public void A_spike_that_comes_back_is_reported_and_kept()
    {
        List<DeliveredBar> bars = Good(40);
        bars[20] = DeliveredBar.Plain(Days[20], 10, 13, 9.5, 12.5, 1000);
        QualityFinding spike = Assert.Single(Run(bars).Report.Findings, f => f.Reason == QualityReason.RevertingSpike);
        Assert.Equal((Days[20], QualityAction.Kept), (spike.Date, spike.Action));
    }

    [Fact]
    public void Gaps_closed_days_and_stale_prices_are_reported()
    {
        List<DeliveredBar> bars = Good(60);
        bars.RemoveRange(10, 3);
        bars.Add(bars[^1] with { Date = new(2024, 3, 30) }); // a Saturday
        for (int i = 30; i < 36; i++)
            bars[i] = bars[29] with { Date = bars[i].Date };
        CheckedSeries check = Run(bars);
        QualityFinding gap = Assert.Single(
            check.Report.Findings,
            f => f.Reason == QualityReason.Gap && f.Date == Days[12]
        );
        Assert.Contains("3 trading days", gap.Detail, StringComparison.Ordinal);
        Assert.Equal(1, check.Report.CountOf(QualityReason.ClosedDay));
        Assert.StartsWith(
            "7 bars",
            Assert.Single(check.Report.Findings, f => f.Reason == QualityReason.StaleRun).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_bar_of_a_day_that_has_not_ended_is_left_out_and_a_series_that_ends_early_is_named()
    {
        CheckedSeries today = QualityCheck.Run(Delivered(Good(20), []), Days[18]);
        Assert.Equal(19, today.Series.Count);
        Assert.Equal(QualityReason.UnfinishedDay, Assert.Single(today.Report.Findings).Reason);
        QualityFinding early = Assert.Single(
            QualityCheck.Run(Delivered(Good(20), []), Days[40], mustReach: Days[40]).Report.Findings
        );
        Assert.Equal((QualityReason.EndsEarly, Severity.Serious), (early.Reason, early.Severity));
    }

    [Fact]
    public void Strictness_names_the_serious_findings()
    {
        QualityReport report = Run(Scaled(Good(40), 20, 0.5, 1, 2)).Report;
        Assert.Contains(
            $"TEST {Days[20]:yyyy-MM-dd} SuspectedSplit",
            Assert.Throws<MarketDataException>(report.ThrowIfSerious).Message,
            StringComparison.Ordinal
        );
        QualityReport.Empty.ThrowIfSerious();
    }

    [Fact]
    public void The_clean_series_of_a_shorter_delivery_is_the_beginning_of_that_of_a_longer_one()
    {
        Gen<double> cell = Gen.Frequency(
            (20, Gen.Double[5, 15]),
            (1, Gen.Const(double.NaN)),
            (1, Gen.Const(0.0)),
            (1, Gen.Const(double.PositiveInfinity))
        );
        Gen.Select(cell, cell, cell, cell, cell)
            .Array[5, 40]
            .Sample(rows =>
            {
                List<DeliveredBar> bars =
                [
                    .. rows.Select((r, i) => DeliveredBar.Plain(Days[i], r.Item1, r.Item2, r.Item3, r.Item4, r.Item5)),
                ];
                BarSeries whole = Run(bars).Series,
                    part = Run(bars[..(bars.Count / 2)]).Series;
                for (int t = 0; t < part.Count; t++)
                    Assert.Equal(part[t], whole[t]);
            });
    }

    private static (QualityReason Reason, Severity Severity) Jump(double price, double dayMove, double volume)
    {
        QualityFinding jump = Assert.Single(
            Run(Scaled(Good(60), 40, price, dayMove, volume)).Report.Findings,
            f => f.Date == Days[40]
        );
        return (jump.Reason, jump.Severity);
    }

    /// <summary>From row <paramref name="at"/> on all prices times <paramref name="price"/> (the
    /// open of that day) and <paramref name="dayMove"/> (from its open on).</summary>
    private static List<DeliveredBar> Scaled(
        List<DeliveredBar> bars,
        int at,
        double price,
        double dayMove,
        double volume
    )
    {
        for (int i = at; i < bars.Count; i++)
        {
            DeliveredBar b = bars[i];
            double f = price * dayMove,
                open = i == at ? 10 * price : b.Open * f;
            bars[i] = DeliveredBar.Plain(
                b.Date,
                open,
                Math.Max(open, b.High * f),
                Math.Min(open, b.Low * f),
                b.Close * f,
                i == at ? b.Volume * volume : b.Volume
            );
        }

        return bars;
    }

    private static Bar? After(DeliveredBar row, QualityReason reason, QualityAction action)
    {
        List<DeliveredBar> bars = Good(40);
        bars[30] = row;
        CheckedSeries check = Run(bars);
        Assert.Contains(check.Report.Findings, f => f.Date == row.Date && f.Reason == reason && f.Action == action);
        int at = check.Series.Dates.IndexOf(row.Date);
        return at < 0 ? null : check.Series[at];
    }

    /// <summary>Quiet days: closes 10.1 and 10 in turn, 1000 shares.</summary>
    private static List<DeliveredBar> Good(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => DeliveredBar.Plain(Days[i], 10.05, 10.5, 9.5, i % 2 == 0 ? 10 : 10.1, 1000)),
        ];

    private static CheckedSeries Run(List<DeliveredBar> bars, IReadOnlyList<CorporateAction>? actions = null) =>
        QualityCheck.Run(Delivered(bars, actions ?? []));

    private static DeliveredSeries Delivered(List<DeliveredBar> bars, IReadOnlyList<CorporateAction> actions) =>
        new("TEST", "test", "memory", DataOrigin.Observed, bars, actions);
}
