using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class ManyReadsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_tickers_are_read_side_by_side_in_the_order_asked_for_and_one_that_is_not_stored_is_told()
    {
        using BarStore store = BarStore.Open(_folder.File("data", "ploutos.db"));
        string[] tickers = [.. Enumerable.Range(0, 40).Select(n => $"T{(n * 7) % 40:00}")];
        for (int n = 0; n < tickers.Length; n++)
            store.Save(BarStoreTests.Bars(tickers[n], 60 + n), Noon);
        ReadableBars read = store.ReadEach([.. tickers[..20], "NOSUCH", .. tickers[20..]]);
        Assert.Equal(tickers, read.Series.Select(s => s.Ticker));
        Assert.Equal(["NOSUCH"], read.Unread.Keys);
        foreach (BarSeries series in read.Series)
        {
            BarSeries alone = store.Read(series.Ticker);
            Assert.True(alone.Dates.SequenceEqual(series.Dates) && alone.Close.SequenceEqual(series.Close));
        }
    }

    [Fact]
    public void Tickers_of_which_nothing_was_known_at_the_moment_are_left_out()
    {
        using BarStore store = BarStore.Open(_folder.File("data", "ploutos.db"));
        for (int n = 0; n < 40; n++)
            store.Save(BarStoreTests.Bars($"T{n:00}", 60), n % 2 == 0 ? Noon : Noon.AddDays(2));
        ReadableBars read = store.ReadEach(store.List().Select(t => t.Ticker), Noon.AddDays(1));
        Assert.Equal(20, read.Series.Count);
        Assert.Empty(read.Unread);
    }

    [Fact]
    public void After_a_clock_was_set_back_the_last_bars_that_came_are_those_known()
    {
        using BarStore store = BarStore.Open(_folder.File("data", "ploutos.db"));
        store.Save(BarStoreTests.Bars("KO", 60), Noon);
        store.Save(BarStoreTests.Bars("KO", 70), Noon.AddHours(-1));
        Assert.Equal(70, store.Read("KO", knownAt: Noon.AddHours(1)).Count);
    }
}
