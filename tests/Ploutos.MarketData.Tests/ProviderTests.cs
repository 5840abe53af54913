using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class ProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorld _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_shape_names_the_field()
    {
        foreach ((string provider, string field) in new[] { ("yahoo", "'chart.result[0].indicators.adjclose' is missing"), ("stooq", "it has no Close"), ("alpaca", "'bars[0].c' is missing"), ("tiingo", "'[0].adjClose' is missing") })
        {
            using var broken = new FakeProvider(provider, _world, Fault.FieldMissing);
            using BarStore store = BarStore.Open(_folder.File($"{provider}.db"));
            FetchResult result = await ProviderCalls.FetchAsync(store, broken.Settings(), provider, TestContext.Current.CancellationToken);
            Assert.Contains(field, result.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_that_is_not_set_is_asked_for_by_the_name_of_its_variable()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        SourceException e = await Assert.ThrowsAsync<SourceException>(() => ProviderCalls.FetchAsync(store, FakeProvider.Quick with { TiingoKey = default }, "tiingo", TestContext.Current.CancellationToken));
        Assert.Contains("set TIINGO_API_KEY in the environment", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_reaches_the_store_or_a_printed_setting()
    {
        foreach (string provider in new[] { "alpaca", "tiingo" })
        {
            using var good = new FakeProvider(provider, _world);
            ProviderCalls.AssertNoKeyIn(good.Settings().ToString());
            using BarStore store = BarStore.Open(_folder.File($"{provider}.db"));
            Assert.True((await ProviderCalls.FetchAsync(store, good.Settings(), provider, TestContext.Current.CancellationToken)).Succeeded);
            ProviderCalls.AssertNoKeyIn(store.Find("NVDA")!.Location);
            Assert.All(good.Server.Requests, r => ProviderCalls.AssertNoKeyIn(r.Path + string.Join('&', r.Query)));
        }

        foreach (string file in Directory.GetFiles(_folder.Path))
            ProviderCalls.AssertNoKeyIn(System.Text.Encoding.Latin1.GetString(await ProviderCalls.ReadSharedAsync(file)));
    }
}
