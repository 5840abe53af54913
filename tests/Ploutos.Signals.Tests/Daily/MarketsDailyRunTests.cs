using System.Globalization;
using System.Text;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The daily run of a watchlist of several markets: each ticker's signal after its own
/// market's close, in one record.</summary>
public sealed class MarketsDailyRunTests(LiveTemplate template) : IDisposable
{
    private const int Bars = 800;

    private static readonly string[] Tickers = ["7203.T", "BTC-USD", "MC.PA", "NVDA"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missed_bar_is_given_up_at_eight_of_its_markets_next_day_and_no_other_market_waits()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        new Watchlist(live.Workspace).Keep(Tickers);
        await RunAt(live, Utc("2024-03-08 12:00"));
        LiveRun waiting = await RunAt(live, Utc("2024-03-08 17:35"), missing: "MC.PA");
        Assert.Equal((LiveRunStatus.Waiting, 0), (waiting.Status, waiting.Signals));
        Assert.Equal(["MC.PA"], waiting.WaitingFor.Keys);
        LiveRun other = await RunAt(live, Utc("2024-03-08 22:00"), missing: "MC.PA");
        Assert.Equal((LiveRunStatus.Waiting, 1), (other.Status, other.Signals));
        Assert.Equal(LiveRunStatus.Waiting, (await RunAt(live, Utc("2024-03-11 06:59"), "MC.PA")).Status);

        await RunAt(live, Utc("2024-03-11 07:00"), missing: "MC.PA");

        SignalRecord given = live.Workflows.SignalHistory("MC.PA")[^1].Record;
        Assert.Equal((new DateOnly(2024, 3, 8), "XPAR"), (given.AsOf, given.Exchange));
        Assert.StartsWith("no signal by 2024-03-11 07:00 UTC", given.Reason, StringComparison.Ordinal);
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
    }

    [Fact]
    public async Task A_universe_of_the_workspace_is_watched_by_its_members_of_each_day()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string members = _folder.File("members.csv");
        File.WriteAllLines(
            members,
            [
                "universe,ticker,from,to",
                "mine,7203.T,,",
                "mine,BTC-USD,,2024-03-07",
                "mine,MC.PA,2024-03-11,",
                "mine,GONE,,2010-01-04",
            ]
        );
        live.Workflows.ImportUniverses(members, replace: false);
        new Watchlist(live.Workspace).Keep(["mine", "nvda"]);
        Assert.Equal(["mine", "NVDA"], File.ReadAllLines(new Watchlist(live.Workspace).FilePath));

        await RunAt(live, Utc("2024-03-07 23:00"));
        Assert.Equal(["7203.T", "BTC-USD", "NVDA"], Watched(live));
        await RunAt(live, Utc("2024-03-08 23:00"));
        await RunAt(live, Utc("2024-03-11 23:00"));

        DateOnly[] Days(string ticker) =>
            [.. live.Workflows.SignalHistory(ticker, new(2024, 3, 1)).Select(s => s.Record.AsOf)];
        Assert.Equal([new(2024, 3, 7), new(2024, 3, 8), new(2024, 3, 11)], Days("NVDA"));
        Assert.Equal([new(2024, 3, 7), new(2024, 3, 8), new(2024, 3, 11)], Days("7203.T"));
        // The coin's day is over at midnight: its last one as a member is made on the day after.
        Assert.Equal([new(2024, 3, 6), new(2024, 3, 7)], Days("BTC-USD"));
        Assert.Equal([new(2024, 3, 11)], Days("MC.PA"));
        Assert.Empty(Days("GONE"));
        Assert.Equal(["7203.T", "MC.PA", "NVDA"], Watched(live));
    }

    [Fact]
    public async Task After_a_long_outage_every_day_as_a_member_is_made_up_and_no_other()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        Import(
            live,
            "mine,7203.T,,",
            "mine,MC.PA,,2024-02-16", // left during the outage, more than ten days before its end
            "mine,NVDA,,2024-02-15", // left and came back
            "mine,NVDA,2024-02-16,2024-02-20", // the same membership goes on
            "mine,NVDA,2024-03-11,"
        );
        new Watchlist(live.Workspace).Keep(["mine"]);
        await RunAt(live, Utc("2024-02-14 23:00"));
        await RunAt(live, Utc("2024-03-11 23:00"));

        DateOnly[] Days(string ticker) =>
            [.. live.Workflows.SignalHistory(ticker, new(2024, 2, 14)).Select(s => s.Record.AsOf)];
        Assert.Equal([new(2024, 2, 14), new(2024, 2, 15), new(2024, 2, 16)], Days("MC.PA"));
        Assert.Equal(
            [new(2024, 2, 14), new(2024, 2, 15), new(2024, 2, 16), new(2024, 2, 20), new(2024, 3, 11)],
            Days("NVDA")
        );
        Assert.Equal(18, Days("7203.T").Length);
        Assert.Equal(LiveRunStatus.NothingDue, (await RunAt(live, Utc("2024-03-11 23:30"))).Status);
    }

    [Fact]
    public async Task A_universe_without_a_member_of_the_day_is_said_to_be_that_and_no_empty_watchlist()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        Import(live, "old,NVDA,,2010-01-04");
        new Watchlist(live.Workspace).Keep(["old"]);
        const string said =
            "The watchlist names universes of 1 ticker(s) in all, but none of them is a member on 2024-03-08.";
        LiveRun run = await RunAt(live, Utc("2024-03-08 23:00"));
        Assert.Equal(LiveRunStatus.Failed, run.Status);
        Assert.StartsWith(said, run.Error, StringComparison.Ordinal);
        Assert.StartsWith(
            said,
            Assert.Throws<PloutosException>(() => live.Workflows.Size(new(100_000, 0.1), null, Stop)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_line_of_the_watchlist_in_upper_case_is_a_ticker_though_a_universe_has_the_name()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        var watchlist = new Watchlist(live.Workspace);
        File.WriteAllLines(watchlist.FilePath, ["# of mine", "DAX", "not a ticker!", "crypto10"]);
        using BarStore store = BarStore.Open(live.Workspace.StorePath);
        WatchedTickers read = watchlist.Read(store);
        Assert.Equal(11, read.Tickers.Count);
        Assert.Contains("DAX", read.Tickers);
        Assert.Contains("BTC-USD", read.Tickers);
        Assert.StartsWith("watchlist.txt: ", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Import(LiveWorkspace live, params string[] members)
    {
        string file = _folder.File("members.csv");
        File.WriteAllLines(file, ["universe,ticker,from,to", .. members]);
        live.Workflows.ImportUniverses(file, replace: false);
    }

    private static IEnumerable<string> Watched(LiveWorkspace live) =>
        live.Workflows.Status().Bars.Select(b => b.Ticker).Order(StringComparer.Ordinal);

    private static DateTimeOffset Utc(string moment) =>
        DateTimeOffset.ParseExact(
            moment,
            "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    /// <summary>One run at a moment, against a folder with the bars that are final then.</summary>
    private async Task<LiveRun> RunAt(LiveWorkspace live, DateTimeOffset now, string? missing = null)
    {
        string folder = Directory.CreateDirectory(_folder.File("world")).FullName;
        var market = new SimulatedMarket(
            new SimulationOptions
            {
                Seed = 5,
                Tickers = Tickers.Length,
                Bars = Bars,
            }
        );
        for (int i = 0; i < Tickers.Length; i++)
            if (Tickers[i] != missing)
                Write(
                    Path.Combine(folder, Tickers[i] + ".csv"),
                    market.Series[i],
                    TickerMarket.ClockOf(Tickers[i]),
                    now
                );
        live.Clock.Now = now;
        return await live.RunAsync(request: new(Source: $"csv:{folder}", RetrainEvery: 0));
    }

    private static void Write(string file, BarSeries bars, ExchangeCalendar calendar, DateTimeOffset now)
    {
        var end = new DateOnly(2024, 3, 15);
        DateOnly[] days = [.. calendar.Sessions(end.AddDays(-2 * Bars), end).TakeLast(Bars)];
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        for (int t = 0; t < days.Length && calendar.FinishedAt(days[t]) <= now; t++)
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"{days[t]:yyyy-MM-dd},{bars[t].Open:F6},{bars[t].High:F6},{bars[t].Low:F6},{bars[t].Close:F6},"
                )
                .Append(CultureInfo.InvariantCulture, $"{bars[t].Volume:F0}\n");
        File.WriteAllText(file, text.ToString());
    }
}
