using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Http;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.Attacks.Entrances;

/// <summary>A source's answers: body, status, kind of content.</summary>
internal sealed class SourceEntrance : IEntrance
{
    private static readonly FakeWorld World = new() { Dividend = new(2026, 11, 18), Split = new(2026, 11, 17) };

    private static readonly string?[] Kinds = ["application/json", "text/csv", "text/html; charset=utf-16", "x", null];

    private readonly string _provider;
    private readonly Stub _stub = new();
    private readonly HttpClient _client;
    private readonly FakeYahoo _yahoo = new(World);
    private readonly FakeOthers _others = new(World);
    private readonly SourceSettings _settings = FakeProvider.Quick with
    {
        Retries = 0,
        RequestsPerSecond = double.PositiveInfinity,
    };

    public SourceEntrance(string provider) => (_provider, _client) = (provider, new(_stub));

    public string Name => _provider;

    public void Attack(Dice dice)
    {
        ResilientHttp http = new(_settings, TimeProvider.System);
        IBarSource source = _provider switch
        {
            "yahoo" => new YahooSource(_client, http, _settings, new(new(), TimeProvider.System)),
            "stooq" => new StooqSource(_client, http, _settings),
            "alpaca" => new AlpacaSource(_client, http, _settings),
            _ => new TiingoSource(_client, http, _settings),
        };
        _stub.Answer = request => Spoil(Valid(request), dice);
        try
        {
            QualityCheck.Run(
                source
                    .FetchAsync("NVDA", new(2026, 11, 9), new(2026, 11, 20), CancellationToken.None)
                    .GetAwaiter()
                    .GetResult()
            );
        }
        catch (SourceException)
        {
            return;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _stub.Dispose();
    }

    private FakeResponse Valid(FakeRequest request) =>
        _provider switch
        {
            "yahoo" => _yahoo.Answer(request),
            "stooq" => _others.Stooq(request),
            // A spoilt token of a next page comes back in the request, where the provider refuses it.
            "alpaca" when request.Parameter("page_token") is { Length: > 0 } token && !token.All(char.IsAsciiDigit) =>
                FakeResponse.Json("""{"message":"page token is invalid"}""", 400),
            "alpaca" => _others.Alpaca(request),
            _ => _others.Tiingo(request),
        };

    private static HttpResponseMessage Spoil(FakeResponse valid, Dice dice)
    {
        byte[] body = Encoding.UTF8.GetBytes(valid.Body);
        bool json = body.Length > 0 && body[0] is (byte)'{' or (byte)'[';
        dice.Bytes = json && !dice.OnceIn(3) ? JsonMutation.Spoil(body, dice) : ByteMutation.Spoil(body, dice);
        HttpResponseMessage answer = new((HttpStatusCode)(dice.OnceIn(6) ? 200 + dice.Below(400) : valid.Status))
        {
            Content = new ByteArrayContent(dice.Bytes),
        };
        string? kind = dice.OnceIn(6) ? dice.Pick(Kinds) : valid.ContentType;
        if (kind is not null)
            answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind.Length > 1 ? kind : "x/y");
        dice.Story = $"status {(int)answer.StatusCode}, {kind}";
        return answer;
    }

    private sealed class Stub : HttpMessageHandler
    {
        public Func<FakeRequest, HttpResponseMessage> Answer { get; set; } = _ => new();

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                Answer(
                    FakeServer.Parse(
                        request.RequestUri!.PathAndQuery,
                        request.Headers.ToDictionary(
                            h => h.Key,
                            h => string.Join(' ', h.Value),
                            StringComparer.OrdinalIgnoreCase
                        )
                    )
                )
            );
    }
}
