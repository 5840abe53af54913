using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Http;
using Ploutos.MarketData.Sources.Text;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

/// <summary>Whatever bytes arrive: bars, or an error meant for the user. Never a crash, and never
/// bars that break the promises of a clean series.</summary>
public sealed class MutationTests
{
    private static readonly FakeWorld World = new() { Dividend = new(2026, 11, 18), Split = new(2026, 11, 17) };

    private static readonly string[] Scraps =
    [
        "null",
        "-1",
        "1e999",
        "\"x\"",
        "{}",
        "[]",
        "0",
        ",",
        "\n",
        "\"",
        "99999999999999",
        "NaN",
        "\0",
        "é",
    ];

    private static readonly Gen<(int Kind, double At, double Length, int Scrap)[]> Edits = Gen.Select(
        Gen.Int[0, 3],
        Gen.Double[0, 1],
        Gen.Double[0, 1],
        Gen.Int[0, 13]
    ).Array[1, 4];

    public static TheoryData<string> Providers => ["yahoo", "stooq", "alpaca", "tiingo"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_mutated_answer_is_data_or_a_clear_error(string provider)
    {
        using var stub = new Stub();
        using var client = new HttpClient(stub);
        SourceSettings settings = FakeProvider.Quick with { Retries = 0, RequestsPerSecond = double.PositiveInfinity };
        var others = new FakeOthers(World);
        var yahoo = new FakeYahoo(World);
        Edits.Sample(
            edits =>
            {
                var http = new ResilientHttp(settings, TimeProvider.System);
                IBarSource source = provider switch
                {
                    "yahoo" => new YahooSource(client, http, settings, new(new(), TimeProvider.System)),
                    "stooq" => new StooqSource(client, http, settings),
                    "alpaca" => new AlpacaSource(client, http, settings),
                    _ => new TiingoSource(client, http, settings),
                };
                stub.Answer = request =>
                    Mutate(
                        provider switch
                        {
                            "yahoo" => yahoo.Answer(request),
                            "stooq" => others.Stooq(request),
                            "alpaca" => others.Alpaca(request),
                            _ => others.Tiingo(request),
                        },
                        edits
                    );
                try
                {
                    AssertClean(
                        source
                            .FetchAsync("NVDA", new(2026, 11, 9), new(2026, 11, 20), CancellationToken.None)
                            .GetAwaiter()
                            .GetResult()
                    );
                }
                catch (SourceException e)
                {
                    Assert.StartsWith(provider, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 1500,
            threads: 1
        );
    }

    [Fact]
    public void A_mutated_file_is_data_or_a_clear_error()
    {
        string good =
            "Date,Open,High,Low,Close,Adj Close,Volume\n"
            + string.Concat(
                World
                    .Bars("NVDA", new(2026, 11, 9), new(2026, 11, 20))
                    .Select(b =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{b.Date:yyyy-MM-dd},{b.Open},{b.High},{b.Low},{b.Close},{b.AdjustedClose},{b.Volume}\n"
                        )
                    )
            );
        Edits.Sample(
            edits =>
            {
                try
                {
                    foreach (
                        DeliveredSeries series in CsvBarFile.Read(
                            new StringReader(Mutate(good, edits)),
                            "NVDA.csv",
                            null
                        )
                    )
                        AssertClean(series);
                }
                catch (MarketDataException e)
                {
                    Assert.StartsWith("NVDA.csv", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 4000
        );
    }

    private static void AssertClean(DeliveredSeries delivered)
    {
        BarSeries s = QualityCheck.Run(delivered).Series;
        for (int t = 0; t < s.Count; t++)
        {
            Bar b = s[t];
            Assert.True(
                b.Low > 0
                    && b.Low <= b.Open
                    && b.Low <= b.Close
                    && b.High >= b.Open
                    && b.High >= b.Close
                    && double.IsFinite(b.High),
                b.ToString()
            );
        }
    }

    private static FakeResponse Mutate(FakeResponse response, (int, double, double, int)[] edits) =>
        response with
        {
            Body = Mutate(response.Body, edits),
        };

    private static string Mutate(string text, (int Kind, double At, double Length, int Scrap)[] edits)
    {
        var s = new StringBuilder(text);
        foreach ((int kind, double where, double length, int scrap) in edits)
        {
            int at = (int)(where * s.Length),
                take = Math.Min((int)(length * length * length * 40), s.Length - at);
            switch (kind)
            {
                case 0:
                    s.Insert(at, Scraps[scrap]);
                    break;
                case 1:
                    s.Remove(at, take);
                    break;
                case 2:
                    s.Remove(at, take).Insert(at, Scraps[scrap]);
                    break;
                default:
                    s.Insert(at, s.ToString(at, take));
                    break;
            }
        }

        return s.ToString();
    }

    private sealed class Stub : HttpMessageHandler
    {
        public Func<FakeRequest, FakeResponse> Answer { get; set; } = _ => FakeResponse.Json("{}");

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            FakeResponse response = Answer(
                FakeServer.Parse(
                    request.RequestUri!.PathAndQuery,
                    request.Headers.ToDictionary(
                        h => h.Key,
                        h => string.Join(' ', h.Value),
                        StringComparer.OrdinalIgnoreCase
                    )
                )
            );
            return Task.FromResult(
                new HttpResponseMessage((HttpStatusCode)response.Status)
                {
                    Content = new StringContent(response.Body, Encoding.UTF8, response.ContentType),
                }
            );
        }
    }
}
