using Ploutos.Research.Judge;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Judge;

public sealed class JudgeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private IPloutosWorkflows Workflows =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("day,return", "line 1: the header must be date and one column of returns a strategy")]
    [InlineData("ticker,date,price", "or ticker,date,probability,outcome, but is 'ticker, date, price'")]
    [InlineData("date,a,a", "the header must be")]
    [InlineData(
        "date,r|2014-01-02,abc",
        "line 2: r must be a number of -1 or more (0.01 is one percent), but is 'abc'"
    )]
    [InlineData("date,r|2014-01-02,NaN", "line 2: r must be a number")]
    [InlineData("date,r|2014-01-02,", "line 2: r must be a number")]
    [InlineData("date,r|2014-01-02,-1.5", "but is '-1.5'")]
    [InlineData("date,r|02.01.2014,0", "the date must be written as 2014-01-31 (year-month-day), but is '02.01.2014'")]
    [InlineData("date,r|2014-01-02,0|2014-01-02,0", "line 3: 2014-01-02 stands twice")]
    [InlineData("date,r|2014-01-02", "line 2: it has 1 cells, but the header names 2")]
    [InlineData("date,r|2014-01-02,0.01", "at least 10 returns, but")]
    [InlineData("ticker,date,score|A/B,2014-01-02,1", "line 2: the ticker must be")]
    [InlineData("ticker,date,score|A,2014-01-02,1|A,2014-01-02,2", "line 3: A has a second row on 2014-01-02")]
    [InlineData("ticker,date,score|A,2014-01-02,x", "score must be a number, but is 'x'")]
    [InlineData(
        "ticker,date,probability,outcome|A,2014-01-02,1.2,1",
        "probability must be a number from 0 to 1, but is '1.2'"
    )]
    [InlineData("ticker,date,probability,outcome|A,2014-01-02,0.2,0.5", "the outcome must be 0 or 1, but is '0.5'")]
    [InlineData("ticker,date,probability,outcome|A,2014-01-02,0.2,", "at least 10 forecasts, but")]
    public void A_file_that_breaks_a_rule_is_refused_with_line_rule_and_value(string lines, string part)
    {
        string file = _folder.File("mine.csv");
        File.WriteAllLines(file, lines.Split('|'));
        PloutosException error = Assert.Throws<PloutosException>(() => Workflows.Judge(new(file)));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_never_ends_and_control_codes_reach_a_message_as_short_plain_text()
    {
        string file = _folder.File("mine.csv");
        File.WriteAllText(file, $"date,r\n2014-01-02,\"\u001b[31m0.1\n{new string('x', 100_000)}\n");
        PloutosException error = Assert.Throws<PloutosException>(() => Workflows.Judge(new(file)));
        Assert.Contains("line 2: r must be a number", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(error.Message.Length, 1, file.Length + 200);
    }

    [Fact]
    public void A_file_that_is_not_there_and_no_trials_are_wrong_usage()
    {
        Assert.Equal(
            Fault.WrongUsage,
            Assert.Throws<PloutosException>(() => Workflows.Judge(new(_folder.File("none.csv")))).Fault
        );
        Assert.Equal(
            Fault.WrongUsage,
            Assert.Throws<PloutosException>(() => Workflows.Judge(new(_folder.File("none.csv"), 0))).Fault
        );
    }

    [Fact]
    public void Signals_of_tickers_without_bars_are_refused_with_the_file_and_how_many()
    {
        using var bench = new BacktestBench(bars: 60);
        string file = bench.SignalFile("ticker,date,score", ["NONE,2014-01-02,1", "NEITHER,2014-01-02,2"]);
        PloutosException error = Assert.Throws<PloutosException>(() => bench.Workflows.Judge(new(file)));
        Assert.Equal(Fault.NoBars, error.Fault);
        Assert.Contains($"none of 2 ticker(s) of {file} has any", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedies);
    }

    [Fact]
    public void Signals_of_a_file_are_judged_on_stored_bars_and_those_without_are_named()
    {
        using var bench = new BacktestBench(tickers: 4, bars: 120);
        string file = bench.SignalFile(
            "ticker,date,score",
            bench
                .Market.SelectMany(b =>
                    Enumerable
                        .Range(0, 110)
                        .Select(t =>
                            FormattableString.Invariant(
                                $"{b.Ticker},{b.Dates[t]:yyyy-MM-dd},{b.Close[t + 1] / b.Close[t]}"
                            )
                        )
                )
                .Append("NONE,2014-01-02,1")
        );
        JudgeReport judged = bench.Workflows.Judge(new(file));
        Assert.Equal("signals", judged.Kind);
        Assert.InRange(judged.Signals!.Horizons[0].InformationCoefficient.Value!.Value, 0.95, 1);
        Assert.Contains(
            judged.Notes,
            n => n.Contains("1 ticker(s) have no stored bars and take no part: NONE", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_report_is_one_page_and_replaces_nothing_unasked()
    {
        string file = _folder.File("mine.csv"),
            page = _folder.File("report.html");
        File.WriteAllLines(
            file,
            ["Date,mine", .. Enumerable.Range(1, 28).Reverse().Select(d => $"2014-02-{d:00},{(d % 3 - 1) / 100.0}")]
        );
        JudgeReport judged = Workflows.Judge(new(file, Report: page));
        Assert.Equal((new DateOnly(2014, 2, 1), new DateOnly(2014, 2, 28)), (judged.From, judged.To));
        Assert.Equal(28, judged.Rows);
        string html = File.ReadAllText(page);
        Assert.Contains("Judgement of", html, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"returns\"", html, StringComparison.Ordinal);
        Assert.Throws<PloutosException>(() => Workflows.Judge(new(file, Report: page)));
        Assert.Equal(html, File.ReadAllText(page));
        Workflows.Judge(new(file, Report: page, Replace: true));
    }
}
