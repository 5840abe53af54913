using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Tests;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The bars of a run of many tickers.</summary>
public sealed class RunBarsTests : IDisposable
{
    private const int Tickers = 6,
        Bars = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly string[] _names;

    public RunBarsTests()
    {
        _path = _folder.File("ploutos.db");
        using BarStore store = BarStore.Open(_path);
        using var sources = new MarketData.Sources.BarSources(new(), TimeProvider.System);
        _ = new MarketData.Fetching.MarketDataService(store, sources, TimeProvider.System)
            .Simulate(new() { Tickers = Tickers, Bars = Bars })
            .ToList();
        _names = [.. store.List().Select(t => t.Ticker)];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_more_bars_are_kept_than_is_said_and_those_beyond_are_read_again_and_are_the_same()
    {
        using var bars = new RunBars(_path, most: 2 * Bars);
        BarSeries[] first = Read(bars),
            again = Read(bars);
        Assert.Equal(2, Enumerable.Range(0, Tickers).Count(i => ReferenceEquals(first[i], again[i])));
        Assert.Equal(first.Select(b => SeriesHash.Of(b)), again.Select(b => SeriesHash.Of(b)));
    }

    [Fact]
    public async Task Many_threads_read_what_one_reads_and_a_ticker_that_can_not_be_read_is_named()
    {
        using (BarStore store = BarStore.Open(_path))
            Assert.Equal(Tickers, store.List().Count);
        string[] expected;
        using (var single = new RunBars(_path))
            expected = [.. Read(single).Select(b => SeriesHash.Of(b))];
        using var bars = new RunBars(_path, most: Bars);
        string[][] read = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Read(bars).Select(b => SeriesHash.Of(b)).ToArray()))
        );
        Assert.All(read, r => Assert.Equal(expected, r));
        Assert.Null(bars.Of("NONE"));
        Assert.Null(bars.WhyUnread("NONE"));
        bars.Miss("SIM02", "damaged");
        Assert.Equal(["SIM02"], bars.Unread.Keys);
    }

    private BarSeries[] Read(RunBars bars) => [.. _names.Select(n => bars.Of(n)!.Value.Series)];
}
