using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

public sealed class FetchViewTests
{
    [Fact]
    public void A_fetch_shows_a_row_a_ticker_and_below_it_what_is_serious_what_was_revised_and_what_failed()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "data fetch --tickers NVDA,NOSUCH,MSFT");

        Assert.Equal(ExitCode.NoData, run.Code);
        Assert.Equal(
            """
            ticker  outcome  served by   bars    new  revised  from        to          passed over
            NVDA    created  yahoo      5,030  5,030        0  2006-11-21  2026-11-20  tiingo RateLimited
            NOSUCH  failed                  0      0        0  -           -
            MSFT    revised  yahoo      5,031      1    5,030  2006-11-21  2026-11-20
            serious: Gap, 1
              MSFT 2010-04-01 Gap: 3 trading days are missing
            MSFT was revised. See: ploutos data diff MSFT
            NOSUCH failed: yahoo: does not know NOSUCH.

            """,
            run.Output
        );
    }

    [Theory]
    [InlineData(ExitCode.Done, null, false)]
    [InlineData(ExitCode.NoData, "unknown", true)]
    [InlineData(ExitCode.Failed, "refused", false)]
    public void The_code_tells_an_unknown_ticker_from_a_failure(ExitCode expected, string? error, bool unknown)
    {
        FetchedTicker good = new()
        {
            Ticker = "NVDA",
            Outcome = FetchOutcome.UpToDate,
            Source = null,
            Rows = 9,
            Added = 0,
            Changed = 0,
            FirstDay = null,
            LastDay = null,
            Simulated = false,
            PassedOver = [],
        };
        FetchReport report = new(
            [
                good,
                new()
                {
                    Ticker = "AAPL",
                    Outcome = FetchOutcome.Failed,
                    Source = null,
                    Rows = 0,
                    Added = 0,
                    Changed = 0,
                    FirstDay = null,
                    LastDay = null,
                    Simulated = false,
                    PassedOver = [],
                    Unknown = unknown,
                    Error = error,
                },
            ],
            [],
            []
        );

        Assert.Equal(expected, CommandRun.Of(new FakeWorkflows { Fetched = report }, "data update").Code);
    }

    [Fact]
    public void A_diff_shows_the_vintages_and_each_value_that_changed()
    {
        string output = CommandRun.Of(new FakeWorkflows(), "data diff NVDA").Output;

        Assert.Contains(
            "NVDA, vintage 1 to 2: 1 value(s) of 1 day(s) changed, 1 day(s) added, 0 removed.\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "2017-03-01  close     100    101  +1.0000%\nadded: 2018-01-02\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("data fetch --tickers NVDA --json", "tickers,totals,findings")]
    [InlineData("data update --json", "tickers,totals,findings")]
    [InlineData("data diff NVDA --json", "ticker,simulated,before,after,vintages,changed,added,removed")]
    [InlineData("data export --out bars --json", "ticker,simulated,file,rows,first_day,last_day,terms")]
    public void Standard_output_is_one_document_with_these_fields(string line, string fields)
    {
        JsonNode document = JsonNode.Parse(CommandRun.Of(new FakeWorkflows(), line).Output)!;

        Assert.Equal(
            fields.Split(','),
            (document is JsonArray array ? array[0]! : document).AsObject().Select(field => field.Key)
        );
    }

    [Fact]
    public void The_options_of_a_fetch_and_a_check_reach_the_workflows()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(
            workflows,
            "data fetch --tickers guide --from 2020-01-02 --to 2021-01-04 --source stooq --full --strict"
        );
        CommandRun.Of(workflows, "data check --tickers NVDA --against yahoo --strict");
        CommandRun.Of(workflows, "predict --ticker NVDA --offline");

        FetchRequest fetch = Assert.IsType<FetchRequest>(workflows.Requests[0]);
        Assert.Equal(
            new FetchRequest(
                fetch.Tickers,
                new DateOnly(2020, 1, 2),
                new DateOnly(2021, 1, 4),
                "stooq",
                Full: true,
                Strict: true
            ),
            fetch
        );
        Assert.Equal(["guide"], fetch.Tickers!);
        CheckRequest check = Assert.IsType<CheckRequest>(workflows.Requests[1]);
        Assert.Equal(new CheckRequest(null, check.Tickers, null, Strict: true, "yahoo"), check);
        Assert.Equal(new PredictRequest { Ticker = "NVDA", Offline = true }, workflows.Requests[2]);
    }

    [Theory]
    [InlineData("ploutos data fetch --tickers gu", "guide")]
    [InlineData("ploutos data fetch --tickers guide,GOO", "guide,GOOGL")]
    [InlineData("ploutos data fetch --source sto", "stooq")]
    [InlineData("ploutos data diff NV", "NVDA")]
    [InlineData("ploutos data ex", "export")]
    public void Tab_offers_universes_tickers_and_sources(string line, string expected) =>
        Assert.Equal(
            expected,
            CommandRun.Of(new FakeWorkflows(), [$"[suggest:{line.Length}]", line]).Output.TrimEnd('\n')
        );

    [Fact]
    public void A_log_names_each_ticker_that_is_done_and_a_quiet_one_only_those_that_failed()
    {
        FakeWorkflows workflows = new()
        {
            Events =
            [
                new TickerNews("NVDA", TickerStage.Asking, "yahoo", 0, 2),
                new TickerNews("NVDA", TickerStage.Done, "NVDA: 9 bars stored", 1, 2),
                new TickerNews("NOSUCH", TickerStage.Failed, "NOSUCH: failed: unknown", 2, 2),
            ],
        };

        Assert.Equal("NVDA: 9 bars stored\nNOSUCH: failed: unknown\n", CommandRun.Of(workflows, "data update").Error);
        Assert.Equal("NOSUCH: failed: unknown\n", CommandRun.Of(workflows, "data update --quiet").Error);
    }

    [Fact]
    public void On_a_terminal_tickers_under_way_stand_side_by_side_below_those_that_failed()
    {
        Display.ProgressBoard board = new();

        board.Take(new TickerNews("NVDA", TickerStage.Asking, "yahoo", 0, 3));
        board.Take(new TickerNews("AAPL", TickerStage.Storing, "yahoo", 0, 3));
        Assert.Equal(["NVDA: asking yahoo", "AAPL: storing yahoo"], board.Lines(80));
        Assert.Null(board.Take(new TickerNews("AAPL", TickerStage.Done, "AAPL: stored", 1, 3)));
        Assert.Equal(
            "NVDA: failed: refused",
            board.Take(new TickerNews("NVDA", TickerStage.Failed, "NVDA: failed: refused", 2, 3))
        );
        Assert.Equal("━━━━━━━━━━━━━┄┄┄┄┄┄┄ 2 of 3 tickers", Assert.Single(board.Lines(80)));
    }
}
