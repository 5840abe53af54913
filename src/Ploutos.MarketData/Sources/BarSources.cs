using System.Collections.Concurrent;
using System.Net;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>The sources by name, and the chain that <c>auto</c> goes through.</summary>
public sealed class BarSources : IDisposable
{
    /// <summary>The source that asks the others in turn.</summary>
    public const string Auto = "auto";

    // Made when first asked for: a prediction from stored bars never pays for HTTP.
    private readonly Lazy<IBarSource[]> _network;
    private readonly SourceSettings _settings;
    private readonly ConcurrentDictionary<string, CsvFolderSource> _folders = new(StringComparer.Ordinal);

    /// <summary>Sets the sources up; nothing is asked yet.</summary>
    public BarSources(SourceSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _network = new(() => Network(settings, time));
    }

    /// <summary>What opens another source to a user without a key whose source refuses; null where a
    /// source with a key was asked as well.</summary>
    internal string? KeylessHint =>
        (_settings.TiingoKey.IsSet, _settings.AlpacaKeyId.IsSet && _settings.AlpacaSecretKey.IsSet) switch
        {
            (true, _) => null,
            (false, true) => _settings.AlpacaFeed is null
                ? "Your Alpaca keys open another source where PLOUTOS_ALPACA_FEED names a feed, such as iex."
                : null,
            _ => "A free key opens another source: sign up at https://www.tiingo.com and set TIINGO_API_KEY, or at"
                + " https://alpaca.markets and set APCA_API_KEY_ID, APCA_API_SECRET_KEY and PLOUTOS_ALPACA_FEED=iex.",
        };

    /// <summary>For messages and completion.</summary>
    public IReadOnlyList<string> Names =>
        [Auto, .. _network.Value.Select(s => s.Name), "csv:DIR", SimulatedMarket.SourceName];

    /// <summary>The sources that a <c>--source</c> stands for, in the order to ask them: one, or
    /// for <c>auto</c> all that are configured.</summary>
    /// <param name="name">auto, yahoo, binance, stooq, alpaca, tiingo, csv:DIR or simulated.</param>
    /// <param name="preferred">The source to ask first under <c>auto</c>: the one that the ticker's
    /// stored bars came from.</param>
    /// <param name="ticker">Whose bars: <c>auto</c> asks the sources that have its market. Null is a
    /// share of New York.</param>
    /// <exception cref="MarketDataException">There is no such source, it lacks its key, or it has
    /// another market only.</exception>
    public IReadOnlyList<IBarSource> Resolve(string name, string? preferred = null, string? ticker = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool IsServed(IBarSource source) =>
            _settings.Own.Contains(source)
            || (ticker is null ? source is not BinanceSource : SourceMarkets.Serves(source.Name, ticker));
        if (name.Equals(Auto, StringComparison.OrdinalIgnoreCase))
            return
            [
                .. _network
                    .Value.Where(s =>
                        s.MissingConfiguration is null
                        && IsServed(s)
                        && (s is not AlpacaSource || IsForData(s.Name, preferred))
                    )
                    .OrderBy(s => s.Name == preferred ? 0 : 1),
            ];
        IBarSource source =
            name.StartsWith("csv:", StringComparison.OrdinalIgnoreCase)
                ? _folders.GetOrAdd(name[4..], folder => new(folder))
            : name.Equals(SimulatedMarket.SourceName, StringComparison.OrdinalIgnoreCase)
                ? new SimulatedSource(SimulationOptions.Demonstration)
            : _network.Value.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new MarketDataException(
                    $"A source must be one of {string.Join(", ", Names)}, but got '{name}'."
                );
        if (ticker is not null && _network.Value.Contains(source) && !_settings.Own.Contains(source))
            SourceMarkets.Require(source.Name, ticker);
        return source.MissingConfiguration is { } missing
            ? throw new SourceException(source.Name, SourceFault.NotConfigured, $"can't be asked yet: {missing}.")
            : [source];
    }

    /// <summary>Whether a source of that name lies on the network, so that it can be asked for the
    /// days since.</summary>
    public static bool IsOnline(string source) => source is not (CsvBarSource.SourceName or SimulatedMarket.SourceName);

    /// <summary>Whether a source of that name tells every split and dividend that its adjusted
    /// prices hold.</summary>
    internal static bool TellsEvents(string source) => source is "yahoo" or "tiingo";

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IBarSource source in _network.IsValueCreated ? _network.Value.Except(_settings.Own) : [])
            (source as IDisposable)?.Dispose();
    }

    /// <summary>Alpaca's keys serve paper trading too. They choose the source of market data only
    /// where a feed is named, or where the ticker's bars came from there already.</summary>
    private bool IsForData(string name, string? preferred) => _settings.AlpacaFeed is not null || preferred == name;

    private static IBarSource[] Network(SourceSettings settings, TimeProvider time)
    {
        var http = new ResilientHttp(settings, time);
        var cookies = new CookieContainer();
        // A key was set on purpose, so those that have one come first.
        return
        [
            .. settings.Own,
            new TiingoSource(Client(settings, null), http, settings),
            new AlpacaSource(Client(settings, null), http, settings),
            new YahooSource(Client(settings, cookies), http, settings, new(cookies, time)),
            new BinanceSource(Client(settings, null), http, settings),
            new StooqSource(Client(settings, null), http, settings),
        ];
    }

    private static HttpClient Client(SourceSettings settings, CookieContainer? cookies)
    {
        var handler = new SocketsHttpHandler
        {
            // Keys, cookies and crumbs go to the address that was chosen, and nowhere else.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = settings.AttemptTimeout,
            UseCookies = cookies is not null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (cookies is not null)
            handler.CookieContainer = cookies;
        // ResilientHttp times each attempt
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (compatible; Ploutos)");
        return client;
    }
}
