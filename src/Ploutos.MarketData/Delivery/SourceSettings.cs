namespace Ploutos.MarketData.Delivery;

/// <summary>Where the sources are, with which keys, and how patient to be with them.</summary>
public sealed record SourceSettings
{
    private static readonly string[] Feeds = ["sip", "iex", "otc", "boats", "overnight"];

    /// <summary>Yahoo's chart API; <c>PLOUTOS_YAHOO_URL</c>.</summary>
    public Uri Yahoo { get; init; } = new("https://query1.finance.yahoo.com");

    /// <summary>Where Yahoo hands out the cookie that a crumb belongs to;
    /// <c>PLOUTOS_YAHOO_COOKIE_URL</c>, else the address of the API where that was given.</summary>
    public Uri YahooCookie { get; init; } = new("https://fc.yahoo.com");

    /// <summary>Stooq; <c>PLOUTOS_STOOQ_URL</c>.</summary>
    public Uri Stooq { get; init; } = new("https://stooq.com");

    /// <summary>Alpaca's market data API; <c>PLOUTOS_ALPACA_URL</c>.</summary>
    public Uri Alpaca { get; init; } = new("https://data.alpaca.markets");

    /// <summary>Tiingo; <c>PLOUTOS_TIINGO_URL</c>.</summary>
    public Uri Tiingo { get; init; } = new("https://api.tiingo.com");

    /// <summary>Binance's public market data; <c>PLOUTOS_BINANCE_URL</c>.</summary>
    public Uri Binance { get; init; } = new("https://data-api.binance.vision");

    /// <summary><c>APCA_API_KEY_ID</c>.</summary>
    public Secret AlpacaKeyId { get; init; }

    /// <summary><c>APCA_API_SECRET_KEY</c>.</summary>
    public Secret AlpacaSecretKey { get; init; }

    /// <summary>The feed of Alpaca's bars, such as <c>sip</c> or <c>iex</c>;
    /// <c>PLOUTOS_ALPACA_FEED</c>. Null leaves it to Alpaca and the plan. Naming one also says that
    /// the keys are meant for market data.</summary>
    public string? AlpacaFeed { get; init; }

    /// <summary><c>TIINGO_API_KEY</c>.</summary>
    public Secret TiingoKey { get; init; }

    /// <summary><c>STOOQ_API_KEY</c>.</summary>
    public Secret StooqKey { get; init; }

    /// <summary>Sources of one's own, by their names; <c>auto</c> asks them first.</summary>
    public IReadOnlyList<IBarSource> Own { get; init; } = [];

    /// <summary>How long one request may take, body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one page of one ticker may take in all, retries and waits included.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Retries after the first attempt.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Wait before the first retry; doubled with each, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one ends the request.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests a second to one host.</summary>
    public double RequestsPerSecond { get; init; } = 4;

    /// <summary>Reads the variables named above.</summary>
    /// <param name="read">Gives a variable's value; the process's own environment where null.</param>
    /// <exception cref="MarketDataException">An address is not an http or https URL, or a feed is
    /// not one of Alpaca's.</exception>
    public static SourceSettings FromEnvironment(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        var defaults = new SourceSettings();
        Uri Address(string variable, Uri otherwise)
        {
            string? text = read(variable);
            if (string.IsNullOrWhiteSpace(text))
                return otherwise;
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new MarketDataException(
                    $"The environment variable {variable} must be an http or https address, but got '{text}'. Correct"
                        + $" or unset it."
                );
        }

        Uri yahoo = Address("PLOUTOS_YAHOO_URL", defaults.Yahoo);
        return defaults with
        {
            Yahoo = yahoo,
            YahooCookie = Address("PLOUTOS_YAHOO_COOKIE_URL", yahoo == defaults.Yahoo ? defaults.YahooCookie : yahoo),
            Stooq = Address("PLOUTOS_STOOQ_URL", defaults.Stooq),
            Alpaca = Address("PLOUTOS_ALPACA_URL", defaults.Alpaca),
            Tiingo = Address("PLOUTOS_TIINGO_URL", defaults.Tiingo),
            Binance = Address("PLOUTOS_BINANCE_URL", defaults.Binance),
            AlpacaKeyId = new(read("APCA_API_KEY_ID")),
            AlpacaSecretKey = new(read("APCA_API_SECRET_KEY")),
            AlpacaFeed = Feed(read("PLOUTOS_ALPACA_FEED")),
            TiingoKey = new(read("TIINGO_API_KEY")),
            StooqKey = new(read("STOOQ_API_KEY")),
        };
    }

    private static string? Feed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        string feed = text.Trim().ToLowerInvariant();
        return Feeds.Contains(feed)
            ? feed
            : throw new MarketDataException(
                $"The environment variable PLOUTOS_ALPACA_FEED must be one of {string.Join(", ", Feeds)}, but got"
                    + $" '{text}'. Correct or unset it."
            );
    }
}
