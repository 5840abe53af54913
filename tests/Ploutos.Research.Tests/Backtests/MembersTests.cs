using System.Globalization;
using Ploutos.MarketData;
using Ploutos.Research.Backtests;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>Accounts on a universe with dated members, on lists of one day, and on tickers that
/// ended.</summary>
public sealed class MembersTests : IDisposable
{
    private const int Bars = 60;
    private readonly TemporaryFolder _folder = new();
    private readonly IPloutosWorkflows _workflows;

    public MembersTests() =>
        _workflows = WorkflowFactory.Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_member_is_held_on_its_days_alone_and_the_benchmark_follows_the_list()
    {
        // AAA leaves after day 30, BBB joins on day 31: each rises 1 % a day, and is traded at the open.
        Import("AAA", "BBB");
        Universe($"mine,AAA,,{s_days[30]:yyyy-MM-dd}", $"mine,BBB,{s_days[31]:yyyy-MM-dd},");
        BacktestResult result = Run(["mine"], ("AAA", 10), ("BBB", 10), ("BBB", 40));
        Assert.Equal(["AAA", "BBB"], result.Tickers);
        // BBB's signal of day 10, on which it is no member, is no signal.
        Assert.Equal(
            [("AAA", s_days[11], s_days[32]), ("BBB", s_days[41], (DateOnly?)null)],
            result.Trades.Select(t => (t.Ticker, t.Opened, t.Closed))
        );
        // The benchmark holds AAA, then BBB, a day later.
        int changed = result.Series.Days.ToList().IndexOf(s_days[32]);
        Assert.Equal(Price(31) / Price(11), result.Series.Benchmark[changed - 1] / result.Series.Benchmark[0], 1e-6);
        Assert.Equal(Price(Bars - 1) / Price(33), result.Series.Benchmark[^1] / result.Series.Benchmark[changed], 1e-6);
        Assert.NotEqual(
            result.Id.Split('-')[1],
            Run(["AAA", "BBB"], ("AAA", 10), ("BBB", 10), ("BBB", 40)).Id.Split('-')[1]
        );
    }

    [Fact]
    public void Members_without_bars_are_left_out_and_named_with_what_that_does()
    {
        Import("AAA");
        Universe("mine,AAA,,", "mine,GONE,,2010-01-04");
        BacktestResult result = Run(["mine"], ("AAA", 10));
        Assert.Contains(
            result.Notes,
            n =>
                n.StartsWith(
                    "1 of 2 members have no bars in the store and are left out: GONE.",
                    StringComparison.Ordinal
                ) && n.Contains("survivorship bias", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_list_of_one_day_says_what_it_does_to_the_figures()
    {
        Import("BTC-USD");
        BacktestResult result = Run(["crypto10"], ("BTC-USD", 10));
        Assert.Contains(
            result.Notes,
            n =>
                n.StartsWith("'crypto10' lists", StringComparison.Ordinal)
                && n.Contains("survivorship bias", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_universe_in_upper_case_is_a_ticker_and_the_result_says_how_the_other_is_named()
    {
        Import("DAX");
        BacktestResult result = Run(["DAX"], ("DAX", 10));
        Assert.Equal(["DAX"], result.Tickers);
        Assert.Contains("'DAX' is taken as the ticker DAX. The universe is 'dax', in lower case.", result.Notes);
    }

    [Theory]
    [InlineData("CRYPTO10")]
    [InlineData("Mine")]
    public void A_universe_is_meant_in_any_case_of_letters_where_no_ticker_of_that_name_is_stored(string name)
    {
        Import("BTC-USD");
        Universe("mine,BTC-USD,,");
        Assert.Equal(["BTC-USD"], Run([name], ("BTC-USD", 10)).Tickers);
    }

    [Fact]
    public void Stored_members_of_a_universe_are_checked_and_exported_by_its_name()
    {
        Import("AAA", "BBB");
        Universe("mine,AAA,,", "mine,GONE,,2010-01-04");
        CancellationToken stop = TestContext.Current.CancellationToken;
        Assert.Equal(["AAA"], _workflows.Check(new() { Tickers = ["mine"] }, null, stop).Series.Select(s => s.Ticker));
        Assert.Equal(
            ["AAA"],
            _workflows.ExportBars(new(_folder.File("out"), ["MINE"]), null, stop).Select(e => e.Ticker)
        );
    }

    [Fact]
    public void A_ticker_that_ended_is_paid_out_at_its_last_close_on_the_next_day()
    {
        Import("AAA", "BBB");
        StoredSeries set = _workflows.SetInstrument(
            new("AAA", Ended: s_days[30].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) { Reason = "merged" }
        );
        Assert.Equal((s_days[30], "merged"), (set.EndedOn, set.EndReason));
        BacktestResult result = Run(["AAA", "BBB"], ("AAA", 10), ("BBB", 10));
        BacktestTrade trade = result.Trades.Single(t => t.Ticker == "AAA");
        Assert.Equal(s_days[31], trade.Closed);
        // What was sold on the way, a little, was sold for less.
        Assert.InRange(trade.Exit!.Value, Price(29), Price(30) + 1e-9);
        _workflows.SetInstrument(new("AAA", Ended: "none"));
        Assert.Null(Run(["AAA", "BBB"], ("AAA", 10), ("BBB", 10)).Trades.Single(t => t.Ticker == "AAA").Closed);
    }

    private static readonly DateOnly[] s_days =
    [
        .. Enumerable
            .Range(0, 2 * Bars)
            .Select(new DateOnly(2024, 1, 2).AddDays)
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Take(Bars),
    ];

    private static double Price(int t) => Math.Round(100 * Math.Pow(1.01, t), 4);

    private void Universe(params string[] rows)
    {
        string file = _folder.File("members.csv");
        File.WriteAllLines(file, ["universe,ticker,from,to", .. rows]);
        _workflows.ImportUniverses(file, replace: false);
    }

    private void Import(params string[] tickers)
    {
        string folder = Directory.CreateDirectory(_folder.File("bars")).FullName;
        foreach (string ticker in tickers)
            File.WriteAllLines(
                Path.Combine(folder, ticker + ".csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. Enumerable
                        .Range(0, Bars)
                        .Select(t =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{s_days[t]:yyyy-MM-dd},{Price(t)},{Price(t)},{Price(t)},{Price(t)},{1000 + t}"
                            )
                        ),
                ]
            );
        _workflows.Import(new ImportRequest($"csv:{folder}"), null, TestContext.Current.CancellationToken);
    }

    private BacktestResult Run(IReadOnlyList<string> tickers, params (string Ticker, int Day)[] signals)
    {
        string file = _folder.File($"signals-{Guid.NewGuid():N}.csv");
        File.WriteAllLines(
            file,
            ["ticker,date,target", .. signals.Select(s => $"{s.Ticker},{s_days[s.Day]:yyyy-MM-dd},1")]
        );
        return _workflows.Backtest(
            new()
            {
                SignalFile = file,
                Tickers = tickers,
                AcceptSerious = true,
                CommissionBp = 0,
                SlippageBp = 0,
                MaxPosition = 1,
            },
            null,
            TestContext.Current.CancellationToken
        );
    }
}
