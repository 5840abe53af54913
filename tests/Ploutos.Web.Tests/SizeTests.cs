using System.Net;
using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class SizeTests(SimulatedWorkspace workspace)
{
    [Fact]
    public async Task Positions_are_sized_by_the_stored_model_with_trades_from_the_holdings()
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement answer) = await Get(
            server,
            "size?capital=100000&target_volatility=0.1&tickers=SIM01,SIM02&holdings=SIM01:3,SIM03:2"
        );
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement[] positions = [.. answer.GetProperty("positions").EnumerateArray()];
        Assert.Equal(["SIM01", "SIM02", "SIM03"], positions.Select(p => p.GetProperty("ticker").GetString()));
        Assert.Equal(positions[0].GetProperty("shares").GetInt64() - 3, positions[0].GetProperty("trade").GetDouble());
        Assert.Equal(-2, positions[2].GetProperty("trade").GetDouble());
        Assert.True(answer.GetProperty("simulated").GetBoolean());
        Assert.InRange(answer.GetProperty("volatility").GetDouble(), 0.01, 0.1001);
        Assert.NotEmpty(answer.GetProperty("unknown").EnumerateArray());
    }

    [Theory]
    [InlineData("size?target_volatility=0.1", "'capital' must be given")]
    [InlineData("size?capital=0&target_volatility=0.1", "'capital' must be above 0")]
    [InlineData("size?capital=-1&target_volatility=0.1", "'capital' must be above 0")]
    [InlineData("size?capital=1&target_volatility=0", "'target_volatility' must be above 0")]
    [InlineData("size?capital=1&target_volatility=x", "'target_volatility' must be a number")]
    [InlineData("size?capital=1&target_volatility=0.1&holdings=SIM01", "shares by ticker such as AAPL:10")]
    [InlineData("size?capital=1&target_volatility=0.1&holdings=SIM01:1,sim01:2", "comes twice")]
    [InlineData("size?capital=1&target_volatility=0.1&volatility=2", "'volatility'")]
    public async Task What_breaks_a_rule_is_refused_with_the_rule(string query, string rule)
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement problem) = await Get(server, query);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(rule, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_universe_of_the_workspace_is_sized_by_its_name_in_any_case_of_letters()
    {
        using TemporaryFolder copy = workspace.Copy();
        UniverseOf(copy, "mine,SIM01,,", "mine,SIM02,,", "mine,GONE,,");
        await using Server server = await Server.Start(copy.Path);
        foreach (string name in new[] { "mine", "MINE" })
        {
            (HttpStatusCode status, JsonElement answer) = await Get(
                server,
                $"size?capital=100000&target_volatility=0.1&tickers={name}"
            );
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(
                ["SIM01", "SIM02"],
                answer.GetProperty("positions").EnumerateArray().Select(p => p.GetProperty("ticker").GetString())
            );
        }
    }

    internal static void UniverseOf(TemporaryFolder folder, params string[] rows) =>
        File.WriteAllLines(folder.File("data", "universes.csv"), ["universe,ticker,from,to", .. rows]);

    [Fact]
    public async Task A_ticker_that_is_not_stored_is_not_found()
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement problem) = await Get(
            server,
            "size?capital=1000&target_volatility=0.1&tickers=NOSUCH"
        );
        Assert.Equal((HttpStatusCode.NotFound, "unknown_ticker"), (status, problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("size?capital=1000&target_volatility=0.1&tickers=SIM01")]
    [InlineData("risk?ticker=SIM01")]
    public async Task Without_a_risk_model_size_and_risk_answer_alike_and_fit_none(string query)
    {
        using TemporaryFolder copy = workspace.Copy();
        Directory.Delete(copy.File("models", "risk"), recursive: true);
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement problem) = await Get(server, query);
        Assert.Equal((HttpStatusCode.Conflict, "no_models"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal("train_again", problem.GetProperty("remedies")[0].GetProperty("kind").GetString());
        Assert.False(Directory.Exists(copy.File("models", "risk")));
    }

    private static async Task<(HttpStatusCode, JsonElement)> Get(Server server, string query) =>
        await Server.Read(await server.Client.GetAsync("/api/v7/" + query, TestContext.Current.CancellationToken));
}
