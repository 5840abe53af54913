using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>The checks over the 31 real series, whose defects are known.</summary>
public sealed class RealBarsTests
{
    private static readonly Lazy<List<CheckedSeries>> All = new(() =>
        [.. CsvBarSource.Read(TestPaths.RealBarsOrSkip()).Select(d => QualityCheck.Run(d))]
    );

    [Fact]
    public void It_finds_the_25_rows_with_missing_cells_and_24_of_them_on_one_day()
    {
        QualityFinding[] missing = [.. Report().Findings.Where(f => f.Reason == QualityReason.MissingCells)];
        Assert.Equal(25, missing.Length);
        Assert.Equal(24, missing.Count(f => f.Date == new DateOnly(2017, 7, 31)));
        Assert.Equal(24, missing.Count(f => f.Action == QualityAction.Repaired));
        QualityFinding dropped = Assert.Single(missing, f => f.Action == QualityAction.Dropped);
        Assert.Equal(("DIS", new DateOnly(2012, 8, 1)), (dropped.Ticker, dropped.Date));
    }

    [Fact]
    public void It_finds_the_151_rows_with_an_open_or_close_outside_the_range_and_mends_them()
    {
        QualityFinding[] outside = [.. Report().Findings.Where(f => f.Reason == QualityReason.OutsideRange)];
        Assert.Equal(151, outside.Length);
        Assert.All(outside, f => Assert.Equal(QualityAction.Repaired, f.Action));
        QualityFinding boeing = Assert.Single(outside, f => f.Ticker == "BA" && f.Date == new DateOnly(2007, 2, 8));
        Assert.Equal(
            "open 200 lies outside the range 88.55 to 90.36; set to 90.36, the nearest price of the range",
            boeing.Detail
        );
    }

    [Fact]
    public void None_of_the_seven_moves_above_25_percent_is_taken_for_a_split()
    {
        QualityFinding[] moves =
        [
            .. Report()
                .Findings.Where(f =>
                    f.Reason is QualityReason.TrueMove or QualityReason.SuspectedSplit or QualityReason.UnexplainedJump
                ),
        ];
        Assert.Equal(["AABA", "AMZN", "AMZN", "GS", "JPM", "TRV", "UNH"], moves.Select(f => f.Ticker).Order());
        Assert.All(
            moves,
            f =>
                Assert.Equal(
                    (QualityReason.TrueMove, Severity.Info, QualityAction.Kept),
                    (f.Reason, f.Severity, f.Action)
                )
        );
    }

    [Fact]
    public void The_lone_close_of_travelers_in_the_crash_of_2008_is_doubted_but_kept()
    {
        QualityFinding spike = Assert.Single(
            Report().Findings,
            f => f.Reason == QualityReason.RevertingSpike && f.Ticker == "TRV"
        );
        Assert.Equal(
            (new DateOnly(2008, 9, 29), Severity.Warning, QualityAction.Kept),
            (spike.Date, spike.Severity, spike.Action)
        );
        QualityFinding back = Assert.Single(
            Report().Findings,
            f => f.Ticker == "TRV" && f.Date == new DateOnly(2008, 9, 30)
        );
        Assert.Contains("the way back from the lone close of the day before", back.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_totals_are_those_of_the_page()
    {
        QualityReport report = Report();
        Assert.Equal(
            "OutsideRange 151, MissingCells 25, RangeOutlier 13, Gap 9, TrueMove 7, RevertingSpike 4,"
                + " NonPositivePrice 1",
            string.Join(", ", report.Totals.Select(t => $"{t.Reason} {t.Count}"))
        );
        Assert.Equal(210, report.Findings.Count);
        Assert.False(report.HasSerious);
        Assert.Equal(
            2,
            report.Findings.Count(f =>
                f.Reason == QualityReason.OutsideRange && f.Detail.StartsWith("close", StringComparison.Ordinal)
            )
        );
        QualityFinding zeroLow = Assert.Single(report.Findings, f => f.Reason == QualityReason.NonPositivePrice);
        Assert.Equal(("HD", new DateOnly(2009, 4, 17)), (zeroLow.Ticker, zeroLow.Date));
        Assert.Equal(26.1, All.Value.Single(c => c.Series.Ticker == "HD").Series.From(zeroLow.Date).Low[0]);
        Assert.Equal(
            ["AABA", "AAPL", "AMZN", "CSCO", "GOOGL", "INTC", "MSFT"],
            report
                .Findings.Where(f => f.Reason == QualityReason.Gap && f.Date == new DateOnly(2010, 4, 1))
                .Select(f => f.Ticker)
        );
        Assert.Equal(
            ["GS", "JPM", "TRV", "UNH"],
            report.Findings.Where(f => f.Reason == QualityReason.RevertingSpike).Select(f => f.Ticker)
        );
    }

    [Fact]
    public void Thirteen_prices_stand_far_outside_their_day_and_two_of_them_are_mended()
    {
        QualityFinding[] outliers = [.. Report().Findings.Where(f => f.Reason == QualityReason.RangeOutlier)];
        Assert.Equal(
            [
                "AAPL 2010-05-06",
                "CSCO 2008-09-19",
                "GE 2011-08-19",
                "GE 2015-08-24",
                "HD 2015-08-24",
                "JNJ 2012-01-26",
                "JPM 2015-08-24",
                "MMM 2010-05-06",
                "PG 2010-05-06",
                "PG 2011-06-01",
                "TRV 2008-06-06",
                "UNH 2015-08-24",
                "VZ 2015-08-24",
            ],
            outliers.Select(f => $"{f.Ticker} {f.Date:yyyy-MM-dd}")
        );
        Assert.All(outliers, f => Assert.Equal(Severity.Warning, f.Severity));
        Assert.Equal(["CSCO", "TRV"], outliers.Where(f => f.Action == QualityAction.Repaired).Select(f => f.Ticker));
        BarSeries travelers = All.Value.Single(c => c.Series.Ticker == "TRV").Series;
        Assert.Equal(47.25, travelers.From(new(2008, 6, 6)).Low[0]);
    }

    [Fact]
    public void What_comes_out_is_clean()
    {
        foreach (BarSeries s in All.Value.Select(c => c.Series))
        {
            for (int t = 0; t < s.Count; t++)
            {
                Bar b = s[t];
                Assert.True(
                    b.Low > 0
                        && b.Low <= b.Open
                        && b.Low <= b.Close
                        && b.High >= b.Open
                        && b.High >= b.Close
                        && b.Volume > 0
                        && double.IsFinite(b.High),
                    $"{s.Ticker} {b}"
                );
            }
        }

        Assert.Equal(Report().RowsIn - 1, Report().RowsOut);
    }

    private static QualityReport Report() => QualityReport.Merge(All.Value.Select(c => c.Report));
}
