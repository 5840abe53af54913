using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>A service whose every source is one server that answers as the test says, on a day of
/// the test's choice.</summary>
internal sealed class SourceHarness : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BarSources _sources;

    public SourceHarness(DateTimeOffset now, Func<FakeRequest, FakeResponse> answer, SourceSettings? settings = null)
    {
        Server = new(answer);
        Clock = new(now);
        Store = BarStore.Open(_folder.File("ploutos.db"));
        _sources = new(
            (settings ?? Keyless) with
            {
                Yahoo = Server.Address,
                YahooCookie = new(Server.Address, "cookie"),
                Stooq = Server.Address,
                Tiingo = Server.Address,
                Alpaca = Server.Address,
                Binance = Server.Address,
                Retries = 0,
                AttemptTimeout = TimeSpan.FromSeconds(15),
            },
            TimeProvider.System
        );
        Service = new(Store, _sources, Clock);
    }

    public static SourceSettings Keyless =>
        FakeProvider.Quick with
        {
            AlpacaKeyId = default,
            AlpacaSecretKey = default,
            AlpacaFeed = null,
            TiingoKey = default,
            StooqKey = default,
        };

    public FakeServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public BarStore Store { get; }

    public MarketDataService Service { get; }

    /// <summary>Paths asked for, in order.</summary>
    public string[] Paths => [.. Server.Requests.Select(r => r.Path)];

    public async Task<FetchResult> FetchAsync(string ticker, FetchOptions? options = null) =>
        Assert.Single(await Service.FetchAsync([ticker], options, cancellation: TestContext.Current.CancellationToken));

    /// <summary>The fault of a ticker that failed at one source, with its message.</summary>
    public async Task<(SourceFault Fault, string Message)> FaultAsync(string ticker, string source = BarSources.Auto)
    {
        FetchResult result = await FetchAsync(ticker, new() { Source = source, From = new(2024, 6, 3) });
        Assert.False(Store.Contains(ticker));
        var error = Assert.IsType<SourceException>(result.Error);
        return (error.Fault, error.Message);
    }

    public void Dispose()
    {
        _sources.Dispose();
        Store.Dispose();
        Server.Dispose();
        _folder.Dispose();
    }
}
