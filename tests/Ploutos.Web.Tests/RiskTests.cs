using System.Net;
using System.Text.Json;
using Ploutos.Signals.Risk;
using Ploutos.Tests;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class RiskTests(SimulatedWorkspace workspace)
{
    [Theory]
    [InlineData(null)]
    [InlineData("2017-06-01")]
    public async Task The_risk_of_a_ticker_is_that_of_the_command(string? day)
    {
        RiskReport asked = WorkflowFactory
            .Create(new WorkspaceFolder(workspace.Path), TimeProvider.System)
            .Risk(
                new(
                    "SIM02",
                    null,
                    day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)
                ),
                null,
                TestContext.Current.CancellationToken
            );
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement risk) = await server.Get(
            "risk?ticker=SIM02" + (day is null ? "" : $"&as_of={day}")
        );
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            asked.Horizons.Select(h => RoundedNumberConverter.Round(h.Volatility)),
            Horizons(risk, "volatility")
        );
        Assert.Equal(
            asked.Horizons.Select(h => RoundedNumberConverter.Round(h.LossLimit)),
            Horizons(risk, "loss_limit")
        );
        Assert.Equal($"{asked.AsOf:yyyy-MM-dd}", risk.GetProperty("as_of").GetString());
        (_, JsonElement rows) = await server.Get("watchlist");
        JsonElement glance = rows.EnumerateArray().Single(r => r.GetProperty("ticker").GetString() == "SIM02");
        if (day is null)
            Assert.Equal(
                RoundedNumberConverter.Round(asked.Horizons[0].High),
                glance.GetProperty("risk").GetProperty("high").GetDouble()
            );
    }

    [Fact]
    public async Task A_year_of_forecasts_is_held_against_what_the_closes_say_came()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement past) = await server.Get("risk/past?ticker=SIM01");
        (_, JsonElement bars) = await server.Get("bars?ticker=SIM01");
        double[] closes = [.. bars.GetProperty("close").EnumerateArray().Select(c => c.GetDouble())];
        JsonElement[] came = [.. past.GetProperty("realised").EnumerateArray()];
        Assert.Equal(252, came.Length);
        Assert.All(came[^5..], c => Assert.Equal(JsonValueKind.Null, c.ValueKind));
        double squares = Enumerable
            .Range(closes.Length - 5, 5)
            .Sum(t => Math.Pow(Math.Log(closes[t] / closes[t - 1]), 2));
        // The closes come with seven digits, so that a day's return is known to a part of a million.
        Assert.Equal(Math.Sqrt(squares / 5 * 252), came[^6].GetDouble(), 1e-4);
        (_, JsonElement newest) = await server.Get("risk?ticker=SIM01");
        Assert.Equal(
            Horizons(newest, "volatility")[0],
            past.GetProperty("volatility").EnumerateArray().Last().GetDouble(),
            1e-12
        );
    }

    [Fact]
    public async Task Without_a_risk_model_none_is_fitted_and_the_answer_says_to_train()
    {
        using TemporaryFolder copy = workspace.Copy();
        Directory.Delete(copy.File("models", "risk"), recursive: true);
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get("risk?ticker=SIM01");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("no_models", problem.GetProperty("code").GetString());
        Assert.Equal("train_again", problem.GetProperty("remedies")[0].GetProperty("kind").GetString());
        Assert.False(Directory.Exists(copy.File("models", "risk")));
        (_, JsonElement rows) = await server.Get("watchlist");
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("risk").ValueKind);
    }

    private static double[] Horizons(JsonElement risk, string name) =>
        [.. risk.GetProperty("horizons").EnumerateArray().Select(h => h.GetProperty(name).GetDouble())];
}
