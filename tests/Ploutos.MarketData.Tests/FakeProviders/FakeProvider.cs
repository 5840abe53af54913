using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>What goes wrong at a provider.</summary>
public enum Fault
{
    None,
    Unauthorized,
    NotFound,
    TooManyOnceWithRetryAfter,
    TooManyForAnHour,
    TooManyWithoutRetryAfter,
    ServerErrorOnce,
    ServerErrorAlways,
    SlowOnce,
    SlowAlways,
    CutOffOnce,
    CutOffAlways,
    Malformed,
    ConsentPage,
    FieldMissing,
    EmptyRange,
    Renamed,
    NobodyListens,
    InvalidUtf8,
    NotGzip,
    NotBrotli,
    MalformedRedirect,
    RedirectElsewhere,
    TooLarge,
    TooManyValues,
}

/// <summary>One provider on loopback, with a fault.</summary>
internal sealed class FakeProvider : IDisposable
{
    private readonly FakeServer _server;
    private readonly FakeYahoo _yahoo;
    private readonly FakeOthers _others;
    private readonly string _name;
    private readonly Fault _fault;
    private int _asked;

    public FakeProvider(string name, FakeWorld world, Fault fault = Fault.None)
    {
        (_name, _fault) = (name, fault);
        _yahoo = new(world) { RenamedTo = fault == Fault.Renamed ? "NEWNAME" : null };
        _others = new(world) { RenamedTo = _yahoo.RenamedTo };
        _server = new(Answer);
        if (fault == Fault.NobodyListens)
            _server.Dispose();
    }

    public FakeYahoo Yahoo => _yahoo;

    public FakeServer Server => _server;

    public static SourceSettings Quick =>
        new()
        {
            AttemptTimeout = TimeSpan.FromSeconds(1),
            TotalTimeout = TimeSpan.FromSeconds(20),
            Retries = 1,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            RequestsPerSecond = 10_000,
            AlpacaKeyId = new(FakeOthers.AlpacaKey),
            AlpacaSecretKey = new(FakeOthers.AlpacaSecret),
            AlpacaFeed = "sip",
            TiingoKey = new(FakeOthers.TiingoKey),
            StooqKey = new(FakeOthers.StooqKey),
        };

    public SourceSettings Settings(SourceSettings? from = null) =>
        _name switch
        {
            "yahoo" => (from ?? Quick) with { Yahoo = _server.Address, YahooCookie = _server.Address },
            "stooq" => (from ?? Quick) with { Stooq = _server.Address },
            "alpaca" => (from ?? Quick) with { Alpaca = _server.Address },
            _ => (from ?? Quick) with { Tiingo = _server.Address },
        };

    public void Dispose() => _server.Dispose();

    private FakeResponse Answer(FakeRequest request)
    {
        int asked = Interlocked.Increment(ref _asked);
        FakeResponse good = _name switch
        {
            "yahoo" => _yahoo.Answer(request),
            "stooq" => _others.Stooq(request),
            "alpaca" => _others.Alpaca(request),
            _ => _others.Tiingo(request),
        };
        return _fault switch
        {
            Fault.Unauthorized => FakeResponse.Json("""{"message":"no"}""", 401),
            Fault.NotFound => FakeResponse.Json("""{"message":"not found"}""", 404),
            Fault.TooManyOnceWithRetryAfter when asked == 1 => TooMany("0"),
            Fault.TooManyForAnHour => TooMany("3600"),
            Fault.TooManyWithoutRetryAfter => TooMany(null),
            Fault.ServerErrorOnce when asked == 1 => new(503, "text/plain", "down"),
            Fault.ServerErrorAlways => new(502, "text/plain", "down"),
            Fault.SlowOnce when asked == 1 => good with { Delay = TimeSpan.FromSeconds(30) },
            Fault.SlowAlways => good with { Delay = TimeSpan.FromSeconds(30) },
            Fault.CutOffOnce when asked == 1 => good with { CutOff = true },
            Fault.CutOffAlways => good with { CutOff = true },
            Fault.Malformed => good with
            {
                Body = good.Body[..(good.Body.Length / 2)] + (_name == "stooq" ? ",oops,?\n" : ""),
            },
            Fault.ConsentPage => new(
                200,
                "text/html",
                "<!DOCTYPE html><html><body>Before you continue: cookies</body></html>"
            ),
            Fault.FieldMissing => good with
            {
                Body = good.Body.Replace(
                    Field,
                    Field.EndsWith(':') ? "\"renamed\":" : "renamed",
                    StringComparison.Ordinal
                ),
            },
            Fault.EmptyRange => _name switch
            {
                "yahoo" => FakeResponse.Json(
                    """
                    {"chart":{"result":[{"meta":{"symbol":"NVDA"},
                      "indicators":{"quote":[{}],"adjclose":[{}]}}],"error":null}}
                    """
                ),
                "stooq" => FakeResponse.Csv("No data"),
                "alpaca" => FakeResponse.Json("""{"bars":null,"symbol":"NVDA","next_page_token":null}"""),
                _ => FakeResponse.Json("[]"),
            },
            Fault.InvalidUtf8 => good with { Bytes = Garbled(good.Body) },
            Fault.NotGzip => good with { Headers = new() { ["Content-Encoding"] = "gzip" } },
            Fault.NotBrotli => good with { Headers = new() { ["Content-Encoding"] = "br" } },
            Fault.MalformedRedirect => new(302, "text/plain", "") { Headers = { ["Location"] = "http://[no host" } },
            Fault.RedirectElsewhere => new(307, "text/plain", "") { Headers = { ["Location"] = $"{Elsewhere}x?y=1" } },
            Fault.TooLarge => Packed(Spaces),
            Fault.TooManyValues => Packed(Values),
            _ => good,
        };
    }

    // Packed they are small; their size shows only when they are unpacked.
    private static readonly Lazy<byte[]> Spaces = new(() => Gzip(new string(' ', 17 << 20)));
    private static readonly Lazy<byte[]> Values = new(() =>
        Gzip($"[{string.Concat(Enumerable.Repeat("1,", 2_100_000))}1]")
    );

    private static FakeResponse Packed(Lazy<byte[]> bytes) =>
        new(200, "application/json", "") { Bytes = bytes.Value, Headers = { ["Content-Encoding"] = "gzip" } };

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(System.Text.Encoding.ASCII.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>Where a redirect leads; nothing should ever arrive there.</summary>
    public Uri? Elsewhere { get; init; }

    private static byte[] Garbled(string body)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body);
        int quote = Array.LastIndexOf(bytes, (byte)'"');
        bytes[quote < 0 ? bytes.Length - 3 : quote - 1] = 0xFF;
        return bytes;
    }

    /// <summary>The field that goes missing.</summary>
    private string Field =>
        _name switch
        {
            "yahoo" => "adjclose",
            "stooq" => "Close",
            "alpaca" => "\"c\":",
            _ => "adjClose",
        };

    private static FakeResponse TooMany(string? retryAfter) =>
        new(429, "text/plain", "Too Many Requests")
        {
            Headers = retryAfter is null ? [] : new() { ["Retry-After"] = retryAfter },
        };
}
