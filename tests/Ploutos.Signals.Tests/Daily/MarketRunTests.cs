using System.Globalization;
using Ploutos.Live.Simulation;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The daily run of several markets in one ledger: each after its own close.</summary>
public sealed class MarketRunTests(LiveTemplate template) : IDisposable
{
    private static readonly string[] Tickers = ["7203.T", "BTC-USD", "MC.PA", "NVDA"];

    private readonly TemporaryFolder _folder = new();
    private string[] _tickers = Tickers;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tokyo_Paris_New_York_and_the_weekends_crypto_get_their_signals_each_after_its_own_close()
    {
        LiveWorkspace live = Open();
        // A Thursday evening in New York: all four have had their Wednesday, and three their Thursday.
        await RunAt(live, "2024-03-14T22:00Z");
        var seen = new SignalCount(live);
        seen.Skip();

        // New York saves daylight since the 10th, Paris from the 31st on. An hour after the final bar:
        (string Due, string Ticker, string Day)[] expected =
        [
            ("2024-03-15T01:00Z", "BTC-USD", "2024-03-14"),
            ("2024-03-15T07:00Z", "7203.T", "2024-03-15"),
            ("2024-03-15T17:35Z", "MC.PA", "2024-03-15"),
            ("2024-03-15T21:00Z", "NVDA", "2024-03-15"),
            ("2024-03-16T01:00Z", "BTC-USD", "2024-03-15"),
            ("2024-03-17T01:00Z", "BTC-USD", "2024-03-16"), // a Saturday
            ("2024-03-18T01:00Z", "BTC-USD", "2024-03-17"), // a Sunday
            ("2024-03-18T07:00Z", "7203.T", "2024-03-18"),
            ("2024-03-18T17:35Z", "MC.PA", "2024-03-18"),
            ("2024-03-18T21:00Z", "NVDA", "2024-03-18"),
        ];
        DateTimeOffset? next = null;
        foreach ((string due, string ticker, string day) in expected)
        {
            DateTimeOffset moment = At(due);
            Assert.True(next is null || next == moment);
            Assert.Equal(LiveRunStatus.NothingDue, (await RunAt(live, moment.AddSeconds(-1))).Status);
            LiveRun run = await RunAt(live, moment);
            Assert.Equal((LiveRunStatus.Done, 1, 0), (run.Status, run.Signals, run.Reasons));
            Assert.Equal(3600, run.SecondsAfterClose);
            SignalRecord record = Assert.Single(seen.New());
            Assert.Equal(
                (ticker, day),
                (record.Ticker, record.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            );
            Assert.Equal(ticker == "NVDA" ? null : TickerMarket.Find(ticker)!.Mic, record.Exchange);
            Assert.False(record.Late);
            next = run.NextAt;
        }

        Assert.Empty(live.Workflows.Verify(Stop).Broken);
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);
    }

    [Fact]
    public void A_paper_account_trades_each_markets_signals_at_its_own_next_open_in_one_currency()
    {
        LiveWorkspace live = Open(rates: true);
        File.WriteAllText(
            live.Workspace.PaperFile,
            """
            {
              "currency": "EUR",
              "targets": { "BUY": 1, "STRONG BUY": 1, "HOLD": 1, "STRONG HOLD": 1, "SELL": 1, "STRONG SELL": 1 }
            }
            """
        );
        TradeAt(live, "2024-03-14T22:00Z"); // the observer begins with what comes now
        foreach (
            string due in new[] { "2024-03-15T01:00Z", "2024-03-15T07:00Z", "2024-03-15T17:35Z", "2024-03-15T21:00Z" }
        )
            TradeAt(live, due);
        PaperStatus given = live.Workflows.PaperStatus();
        Assert.Equal("EUR", given.Currency);
        Assert.Equal(
            ["7203.T", "BTC-USD", "MC.PA", "NVDA"],
            given.OpenOrders.Select(o => o.Ticker).Order(StringComparer.Ordinal)
        );
        foreach (
            string due in new[] { "2024-03-18T01:00Z", "2024-03-18T07:00Z", "2024-03-18T17:35Z", "2024-03-18T21:00Z" }
        )
            TradeAt(live, due);
        PaperStatus status = live.Workflows.PaperStatus();
        Assert.Equal(
            ["7203.T", "BTC-USD", "MC.PA", "NVDA"],
            status.Positions.Select(p => p.Ticker).Order(StringComparer.Ordinal)
        );
        Assert.Equal(new DateOnly(2024, 3, 18), status.LastDay);
        Assert.True(live.Workflows.PaperReconcile(accept: false, Stop).Agrees);
    }

    [Fact]
    public void Live_once_as_a_process_makes_each_markets_signal_after_its_close_and_replays_it_equal()
    {
        LiveWorkspace live = Open();
        (string Moment, string? Ticker)[] runs =
        [
            ("2024-03-14T22:00Z", "all"),
            ("2024-03-15T06:59Z", "BTC-USD"), // Tokyo's bar is final, and its hour is not over
            ("2024-03-15T07:00Z", "7203.T"),
            ("2024-03-15T17:35Z", "MC.PA"),
            ("2024-03-15T21:00Z", "NVDA"),
            ("2024-03-16T01:00Z", "BTC-USD"),
            ("2024-03-17T01:00Z", "BTC-USD"), // a Saturday's
        ];
        var seen = new SignalCount(live);
        foreach ((string moment, string? ticker) in runs)
        {
            Write(At(moment));
            string told = Process(
                live,
                moment,
                "live",
                "--once",
                "--source",
                $"csv:{_folder.File("markets")}",
                "--json"
            );
            Assert.Contains("\"status\"", told, StringComparison.Ordinal);
            SignalRecord[] made = seen.New();
            if (ticker == "all")
                Assert.Equal(Tickers, made.Select(r => r.Ticker).Order(StringComparer.Ordinal));
            else
                Assert.Equal(ticker, Assert.Single(made).Ticker);
        }

        Assert.Contains(
            "\"differences\":[]",
            Packed(Process(live, "2024-03-18T00:00Z", "replay", "--json")),
            StringComparison.Ordinal
        );
        Process(live, "2024-03-18T00:00Z", "verify");
    }

    [Fact]
    public void A_day_beyond_a_markets_rules_is_refused_with_their_end_and_nothing_is_made()
    {
        LiveWorkspace live = Open();
        Write(At("2024-03-14T22:00Z"));
        live.Workflows.Import(new($"csv:{_folder.File("markets")}", ["NVDA"]), null, Stop);
        using System.Diagnostics.Process run = Command.Start(
            "dotnet",
            [.. Worker("2036-02-01T22:00Z"), "predict", "NVDA", "--offline", "--workspace", live.Workspace.Root]
        );
        string output = run.StandardOutput.ReadToEnd(),
            error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal((1, ""), (run.ExitCode, output));
        Assert.Contains(
            "is known from 1990-01-01 to 2035-12-31, but got 2036-02-01. Check the clock",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ticker_that_ended_has_no_signal_after_its_end_and_nothing_waits_for_it()
    {
        LiveWorkspace live = Open();
        await RunAt(live, "2024-03-14T22:00Z");
        live.Workflows.SetInstrument(new("MC.PA", Ended: "2024-03-15"));
        await RunAt(live, "2024-03-15T21:00Z");
        var seen = new SignalCount(live);
        seen.Skip();
        LiveRun run = await RunAt(live, "2024-03-18T21:00Z");
        Assert.Equal(LiveRunStatus.Done, run.Status);
        Assert.DoesNotContain("MC.PA", seen.New().Select(r => r.Ticker));
        Assert.Equal(
            new DateOnly(2024, 3, 15),
            live.Workflows.SignalHistory("MC.PA", new(2024, 1, 1)).Max(s => s.Record.AsOf)
        );
        Assert.Equal(LiveRunStatus.NothingDue, (await RunAt(live, "2024-03-18T21:01Z")).Status);
    }

    [Fact]
    public async Task Days_that_were_missed_are_made_up_for_by_each_markets_days()
    {
        LiveWorkspace live = Open();
        await RunAt(live, "2024-03-14T22:00Z");
        var seen = new SignalCount(live);
        seen.Skip();
        LiveRun run = await RunAt(live, "2024-03-21T12:00Z"); // 20 March is a holiday in Tokyo
        Assert.Equal(LiveRunStatus.Done, run.Status);
        ILookup<string, DateOnly> made = seen.New().ToLookup(r => r.Ticker, r => r.AsOf);
        foreach (string ticker in Tickers)
        {
            ExchangeCalendar market = TickerMarket.Find(ticker)!;
            DateOnly first = ticker == "BTC-USD" ? new(2024, 3, 14) : new(2024, 3, 15);
            DateOnly last = market.LastFinished(live.Clock.Now.AddHours(-1));
            Assert.Equal(market.Sessions(first, last), made[ticker]);
        }

        Assert.DoesNotContain(new DateOnly(2024, 3, 20), made["7203.T"]);
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
    }

    private LiveWorkspace Open(bool rates = false)
    {
        _tickers = rates ? [.. Tickers, "EURUSD=X", "USDJPY=X"] : Tickers;
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        if (rates)
        {
            Write(At("2024-03-14T22:00Z"));
            live.Workflows.Import(new($"csv:{_folder.File("markets")}", ["EURUSD=X", "USDJPY=X"]), null, Stop);
        }

        File.WriteAllLines(new Watchlist(live.Workspace).FilePath, Tickers);
        return live;
    }

    private Task<LiveRun> RunAt(LiveWorkspace live, string moment) => RunAt(live, At(moment));

    private Task<LiveRun> RunAt(LiveWorkspace live, DateTimeOffset moment)
    {
        live.Clock.Now = moment;
        Write(moment);
        return live.RunAsync(request: new(Source: $"csv:{_folder.File("markets")}", RetrainEvery: 0));
    }

    /// <summary>The same with the observers of the product, paper trading among them.</summary>
    private void TradeAt(LiveWorkspace live, string moment)
    {
        live.Clock.Now = At(moment);
        Write(At(moment));
        live.Workflows.LiveOnce(new(Source: $"csv:{_folder.File("markets")}", RetrainEvery: 0), null, Stop);
    }

    /// <summary>Runs the command as a process whose clock stands at a moment.</summary>
    private static string Process(LiveWorkspace live, string moment, params string[] args) =>
        Command.Run("dotnet", [.. Worker(moment), .. args, "--workspace", live.Workspace.Root]);

    private static string[] Worker(string moment) =>
        [
            Path.Combine(
                TestPaths.Repository,
                "tests",
                "Ploutos.Live.Worker",
                "bin",
                new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                "net10.0",
                "Ploutos.Live.Worker.dll"
            ),
            "at",
            moment,
        ];

    private static string Packed(string json) => string.Concat(json.Where(c => !char.IsWhiteSpace(c)));

    private void Write(DateTimeOffset moment)
    {
        string folder = _folder.File("markets");
        Directory.CreateDirectory(folder);
        foreach (string ticker in _tickers)
            File.WriteAllText(
                Path.Combine(folder, $"{ticker}.csv"),
                MarketBars.Text(TickerMarket.Find(ticker)!, moment)
            );
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    /// <summary>The records that came since the last look.</summary>
    private sealed class SignalCount(LiveWorkspace live)
    {
        private readonly HashSet<(string, DateOnly)> _seen = [];

        public void Skip() => New();

        public SignalRecord[] New() =>
            [
                .. live
                    .Workflows.SignalHistory(firstDay: new(2024, 1, 1))
                    .Select(s => s.Record)
                    .Where(r => _seen.Add((r.Ticker, r.AsOf))),
            ];
    }
}
