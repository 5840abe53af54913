using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

internal static class ProviderCalls
{
    public static async Task<FetchResult> FetchAsync(
        BarStore store,
        SourceSettings settings,
        string source,
        CancellationToken cancellation,
        bool passYahoo = false
    )
    {
        // Where the chain is to skip Yahoo, nobody listens at its address.
        using var nobody = new FakeProvider("yahoo", new(), Fault.NobodyListens);
        using var sources = new BarSources(passYahoo ? nobody.Settings(settings) : settings, TimeProvider.System);
        var clock = new FakeTimeProvider(new(2026, 11, 22, 14, 0, 0, TimeSpan.Zero));
        var service = new MarketDataService(store, sources, clock);
        return Assert.Single(
            await service.FetchAsync(
                ["NVDA"],
                new() { From = new(2024, 1, 2), Source = source },
                cancellation: cancellation
            )
        );
    }

    public static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        byte[] bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    public static void AssertNoKeyIn(string text)
    {
        foreach (
            string key in new[]
            {
                FakeOthers.AlpacaKey,
                FakeOthers.AlpacaSecret,
                FakeOthers.TiingoKey,
                FakeOthers.StooqKey,
            }
        )
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }
}
