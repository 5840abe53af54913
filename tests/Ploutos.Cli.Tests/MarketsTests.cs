using System.Text.Json.Nodes;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>Tickers of five markets through the command, against Yahoo's answers on loopback.</summary>
public sealed class MarketsTests : IDisposable
{
    private static readonly string[] Tickers = ["MC.PA", "7203.T", "BTC-USD", "EURUSD=X", "^GSPC"];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeServer _server;

    public MarketsTests()
    {
        // The command reads the machine's clock, so the answers go on past it.
        var answers = new MarketAnswers { Until = new(2040, 12, 31) };
        _server = new(answers.Answer);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_is_fetched_without_a_finding_and_predicted_or_refused_for_an_expert_by_name()
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (int code, _, string error) = await Run(
            "data",
            "fetch",
            "--tickers",
            string.Join(',', Tickers),
            "--source",
            "yahoo",
            "--from",
            $"{today.AddDays(-1000):yyyy-MM-dd}"
        );
        Assert.True(code == 0, error);
        JsonArray stored = JsonNode.Parse((await Run("data", "list", "--json")).Output)!.AsArray();
        Assert.Equal(Tickers.Order(StringComparer.Ordinal), stored.Select(s => (string)s!["ticker"]!));
        Assert.All(stored, s => Assert.Equal(0, (int)s!["serious"]!));
        // A session that runs at this moment is left out, and said so; nothing else is found.
        Assert.All(stored, s => Assert.InRange((int)s!["warnings"]!, 0, 1));

        // Trained on what has a volume; the others answer with the experts that need none.
        var (trained, _, problem) = await Run("train", "--fixed");
        Assert.True(trained == 0, problem);
        foreach (string ticker in Tickers)
        {
            (code, string output, error) = await Run("predict", ticker, "--json", "--offline");
            if (code == 0)
            {
                JsonNode prediction = JsonNode.Parse(output)!;
                ExchangeCalendar market = TickerMarket.Find(ticker)!;
                var asOf = DateOnly.Parse((string)prediction["as_of"]!, null);
                Assert.True(market.IsSession(asOf));
                Assert.InRange(
                    market.Sessions(asOf, market.LastFinished(TimeProvider.System.GetUtcNow())).Count(),
                    1,
                    2
                );
                continue;
            }

            Assert.Equal("EURUSD=X", ticker);
            Assert.Matches("(momentum|volatility).*volume", error);
        }
    }

    private Task<(int Code, string Output, string Error)> Run(params string[] args) =>
        PloutosProcess.Run(
            _folder.Path,
            new Dictionary<string, string> { ["PLOUTOS_YAHOO_URL"] = _server.Address.ToString() },
            args
        );
}
