using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources.Http;
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
        foreach (
            (string provider, string field) in new[]
            {
                ("yahoo", "'chart.result[0].indicators.adjclose' is missing"),
                ("stooq", "it has no Close"),
                ("alpaca", "'bars[0].c' is missing"),
                ("tiingo", "'[0].adjClose' is missing"),
            }
        )
        {
            using var broken = new FakeProvider(provider, _world, Fault.FieldMissing);
            using BarStore store = BarStore.Open(_folder.File($"{provider}.db"));
            FetchResult result = await ProviderCalls.FetchAsync(
                store,
                broken.Settings(),
                provider,
                TestContext.Current.CancellationToken
            );
            Assert.Contains(field, result.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_that_is_not_set_is_asked_for_by_the_name_of_its_variable()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        SourceException e = await Assert.ThrowsAsync<SourceException>(() =>
            ProviderCalls.FetchAsync(
                store,
                FakeProvider.Quick with
                {
                    TiingoKey = default,
                },
                "tiingo",
                TestContext.Current.CancellationToken
            )
        );
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
            Assert.True(
                (
                    await ProviderCalls.FetchAsync(
                        store,
                        good.Settings(),
                        provider,
                        TestContext.Current.CancellationToken
                    )
                ).Succeeded
            );
            ProviderCalls.AssertNoKeyIn(store.Find("NVDA")!.Location);
            Assert.All(good.Server.Requests, r => ProviderCalls.AssertNoKeyIn(r.Path + string.Join('&', r.Query)));
        }

        foreach (string file in Directory.GetFiles(_folder.Path))
            ProviderCalls.AssertNoKeyIn(
                System.Text.Encoding.Latin1.GetString(await ProviderCalls.ReadSharedAsync(file))
            );
    }

    [Fact(Timeout = 60_000)]
    public async Task Retry_After_is_waited_for_by_the_injected_clock()
    {
        int asked = 0;
        using var server = new FakeServer(_ =>
            Interlocked.Increment(ref asked) == 1
                ? new(429, "text/plain", "slow down") { Headers = { ["Retry-After"] = "7" } }
                : new(200, "text/plain", "fine")
        );
        var clock = new FakeTimeProvider();
        using var client = new HttpClient();
        Task<HttpReply> reply = new ResilientHttp(
            FakeProvider.Quick with
            {
                RequestsPerSecond = double.PositiveInfinity,
                TotalTimeout = TimeSpan.FromMinutes(5),
                AttemptTimeout = TimeSpan.FromMinutes(1),
            },
            clock
        ).GetAsync("test", client, server.Address, null, TestContext.Current.CancellationToken);
        await UntilAsync(() => server.Requests.Count == 1);
        for (double waited = 0; waited < 6.5; waited += 0.5)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Single(server.Requests);
        await UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(0.5));
            return reply.IsCompleted;
        });
        Assert.Equal("fine", (await reply).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_keeps_failing_is_left_alone_for_a_while()
    {
        using var server = new FakeServer(_ => new(502, "text/plain", "down"));
        var clock = new FakeTimeProvider();
        using var client = new HttpClient();
        var http = new ResilientHttp(
            FakeProvider.Quick with
            {
                Retries = 0,
                RequestsPerSecond = double.PositiveInfinity,
            },
            clock
        );
        for (int i = 0; i < 12; i++)
            Assert.Equal(
                502,
                (int)
                    (
                        await http.GetAsync("test", client, server.Address, null, TestContext.Current.CancellationToken)
                    ).Status
            );
        SourceException e = await Assert.ThrowsAsync<SourceException>(() =>
            http.GetAsync("test", client, server.Address, null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("left alone for a while", e.Message, StringComparison.Ordinal);
        Assert.Equal(12, server.Requests.Count);
        clock.Advance(TimeSpan.FromSeconds(16));
        await http.GetAsync("test", client, server.Address, null, TestContext.Current.CancellationToken);
        Assert.Equal(13, server.Requests.Count);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
