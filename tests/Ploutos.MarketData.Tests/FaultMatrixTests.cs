using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class YahooFaultTests() : FaultMatrix("yahoo");

public sealed class StooqFaultTests() : FaultMatrix("stooq");

public sealed class AlpacaFaultTests() : FaultMatrix("alpaca");

public sealed class TiingoFaultTests() : FaultMatrix("tiingo");

/// <summary>Every provider with every fault: data, a stated fallback, or a clear error before the
/// test's patience ends; never half a ticker.</summary>
public abstract class FaultMatrix(string provider) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorld _world = new();

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_cell_ends_in_data_or_in_a_clear_error_and_under_auto_in_a_stated_fallback(Fault fault)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var elsewhere = new FakeServer(_ => FakeResponse.Json("[]"));
        using var broken = new FakeProvider(provider, _world, fault) { Elsewhere = elsewhere.Address };
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        SourceFault? expected = Expected(provider, fault);

        FetchResult alone = await ProviderCalls.FetchAsync(store, broken.Settings(), provider, patience.Token);
        if (expected is null)
        {
            Assert.True(alone.Succeeded, alone.Sentence);
            Assert.Equal(_world.Bars("NVDA", new(2024, 1, 2), new(2026, 11, 20)).Count(), store.Read("NVDA").Count);
            Assert.Equal(provider, alone.Served);
            return;
        }

        MarketDataException error = Assert.IsAssignableFrom<MarketDataException>(alone.Error);
        Assert.StartsWith(provider, error.Message, StringComparison.Ordinal);
        Assert.Equal(expected is SourceFault.UnknownTicker or SourceFault.NoBarsInRange, error is NoDataException);
        if (error is SourceException fromSource)
            Assert.Equal(expected, fromSource.Fault);
        Assert.False(store.Contains("NVDA"));
        ProviderCalls.AssertNoKeyIn(error.ToString());
        Assert.Empty(elsewhere.Requests); // no key, cookie or crumb follows a redirect

        // The same fault under auto, with one healthy provider behind it.
        string healthy = provider == "stooq" ? "yahoo" : "stooq";
        using var good = new FakeProvider(healthy, _world);
        SourceSettings only = good.Settings(broken.Settings()) with
        {
            AlpacaKeyId = provider == "alpaca" ? new(FakeOthers.AlpacaKey) : default,
            AlpacaFeed = provider == "alpaca" ? "sip" : null,
            TiingoKey = provider == "tiingo" ? new(FakeOthers.TiingoKey) : default,
        };
        if (provider == "stooq")
            return; // the last of the chain: nothing is behind it
        FetchResult chained = await ProviderCalls.FetchAsync(
            store,
            only,
            BarSources.Auto,
            patience.Token,
            passYahoo: provider is "alpaca" or "tiingo"
        );
        Assert.True(chained.Succeeded, chained.Sentence);
        Assert.Equal(healthy, chained.Served);
        Assert.Contains(chained.Passed, p => p.SourceName == provider && p.Fault == expected);
        Assert.Contains(
            $"served by {healthy} (passed over: {provider} {expected}",
            chained.Sentence,
            StringComparison.Ordinal
        );
    }

    private static SourceFault? Expected(string provider, Fault fault) =>
        fault switch
        {
            Fault.None
            or Fault.TooManyOnceWithRetryAfter
            or Fault.ServerErrorOnce
            or Fault.SlowOnce
            or Fault.CutOffOnce => null,
            // The others do not repeat the name
            Fault.Renamed => provider is "yahoo" or "alpaca" ? SourceFault.UnknownTicker : null,
            Fault.Unauthorized or Fault.ConsentPage => SourceFault.Refused,
            Fault.NotFound => SourceFault.UnknownTicker,
            Fault.TooManyForAnHour or Fault.TooManyWithoutRetryAfter => SourceFault.RateLimited,
            Fault.EmptyRange => SourceFault.NoBarsInRange,
            Fault.Malformed or Fault.FieldMissing => SourceFault.ChangedShape,
            Fault.InvalidUtf8 or Fault.NotGzip or Fault.NotBrotli => SourceFault.ChangedShape,
            Fault.TooLarge or Fault.TooManyValues => SourceFault.ChangedShape,
            Fault.MalformedRedirect or Fault.RedirectElsewhere => SourceFault.Refused,
            _ => SourceFault.Unavailable,
        };
}
