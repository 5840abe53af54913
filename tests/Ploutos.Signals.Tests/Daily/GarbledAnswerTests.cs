using Ploutos.Live.Simulation;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>One ticker's answer that nobody can read stays that ticker's trouble.</summary>
public sealed class GarbledAnswerTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("invalid UTF-8")]
    [InlineData("wrong encoding")]
    [InlineData("not a number")]
    [InlineData("malformed redirect")]
    public async Task The_daily_run_gives_every_other_ticker_its_signal(string garble)
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        DateOnly day = live.Exchange.Days[0];
        var world = new FakeWorld { Since = day.AddYears(-2), Until = day.AddDays(-1) };
        var yahoo = new FakeYahoo(world);
        bool garbled = false;
        using var server = new FakeServer(request =>
        {
            FakeResponse good = yahoo.Answer(request);
            return garbled && request.Path.EndsWith("/BAD", StringComparison.Ordinal) ? Garbled(good, garble) : good;
        });
        SourceSettings settings = FakeProvider.Quick with
        {
            Yahoo = server.Address,
            YahooCookie = server.Address,
            StooqKey = default,
            TiingoKey = default,
            AlpacaFeed = null,
        };
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(-3);
        using (BarStore store = BarStore.Open(live.Workspace.StorePath))
        using (var sources = new BarSources(settings, TimeProvider.System))
            await new MarketDataService(store, sources, live.Clock).FetchAsync(["GOOD", "BAD"], cancellation: Stop);
        new Watchlist(live.Workspace).Keep(["GOOD", "BAD"]);

        (world.Until, garbled) = (day, true);
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(2);
        var context = new LiveContext(live.Workspace, live.Clock, () => settings, new(RetrainEvery: 0), []);
        LiveRun run = await new DailyRun(context).RunAsync(null, Stop);

        using SignalStore signals = SignalStore.Open(live.Workspace);
        SignalRecord made = Assert.Single(signals.History(from: day), s => s.Record.Signal is not null).Record;
        Assert.Equal(("GOOD", day), (made.Ticker, made.AsOf));
        Assert.Equal(1, run.Signals);
        Assert.Contains("BAD", run.WaitingFor.Keys);
        Assert.NotEqual(LiveRunStatus.Failed, run.Status);
    }

    private static FakeResponse Garbled(FakeResponse good, string garble) =>
        garble switch
        {
            "invalid UTF-8" => good with { Bytes = [0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d] },
            "wrong encoding" => good with { Headers = new() { ["Content-Encoding"] = "br" } },
            "not a number" => good with
            {
                Body = good.Body.Replace("\"close\":[", "\"close\":[NaN,", StringComparison.Ordinal),
            },
            _ => new(302, "text/plain", "") { Headers = { ["Location"] = "http://[no host" } },
        };
}
