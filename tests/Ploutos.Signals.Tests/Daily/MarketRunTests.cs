using System.Globalization;
using System.Text;
using Ploutos.Live.Simulation;
using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The daily run of several markets in one ledger: each after its own close.</summary>
public sealed class MarketRunTests(LiveTemplate template) : IDisposable
{
    private const int History = 500;

    private static readonly string[] Tickers = ["7203.T", "BTC-USD", "MC.PA", "NVDA"];

    private readonly TemporaryFolder _folder = new();

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

    private LiveWorkspace Open()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        File.WriteAllLines(new Watchlist(live.Workspace).FilePath, Tickers);
        return live;
    }

    private Task<LiveRun> RunAt(LiveWorkspace live, string moment) => RunAt(live, At(moment));

    private Task<LiveRun> RunAt(LiveWorkspace live, DateTimeOffset moment)
    {
        live.Clock.Now = moment;
        string folder = _folder.File("markets");
        Directory.CreateDirectory(folder);
        foreach (string ticker in Tickers)
            File.WriteAllText(Path.Combine(folder, $"{ticker}.csv"), Bars(TickerMarket.Find(ticker)!, moment));
        return live.RunAsync(request: new(Source: $"csv:{folder}", RetrainEvery: 0));
    }

    /// <summary>The market's finished days at a moment, with prices that move.</summary>
    private static string Bars(ExchangeCalendar market, DateTimeOffset now)
    {
        DateOnly last = market.LastFinished(now);
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        foreach (DateOnly day in market.Sessions(new DateOnly(2024, 3, 1).AddDays(-2 * History), last))
        {
            int n = day.DayNumber;
            double close =
                    100 * (1 + (0.1 * Math.Sin(n / 17.0)) + (0.02 * Math.Sin(n * 2.3)) + (0.01 * Math.Sin(n * 7.1))),
                open = close * (1 + (0.005 * Math.Sin(n * 1.7)));
            text.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:yyyy-MM-dd},{open:F4},{Math.Max(open, close) + 1:F4},{Math.Min(open, close) - 1:F4},"
                        + $"{close:F4},{1_000_000 + (100_000 * Math.Sin(n * 3.3)):F0}"
                )
            );
        }

        return text.ToString();
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
