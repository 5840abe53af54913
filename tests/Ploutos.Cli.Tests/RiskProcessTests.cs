using System.Text.Json.Nodes;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>Risk forecasts by the real command, on simulated bars.</summary>
public sealed class RiskProcessTests(TrainedWorkspace workspace) : IClassFixture<TrainedWorkspace>
{
    [Fact]
    public async Task Training_makes_the_risk_model_with_the_volatility_expert_and_one_ticker_has_no_market()
    {
        Assert.True(File.Exists(Path.Combine(workspace.Path, "models", "risk", "model.json")));
        var (code, output, _) = await PloutosProcess.Run(workspace.Path, "risk", "--ticker", "SIM02", "--json");
        JsonNode risk = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.True((bool)risk["simulated"]!);
        Assert.False((bool)risk["uses_market"]!);
        Assert.Contains("without a market", (string)risk["market_note"]!, StringComparison.Ordinal);
        Assert.Equal([5, 21], risk["horizons"]!.AsArray().Select(h => (int)h!["bars"]!));
    }

    [Fact]
    public async Task The_first_forecast_of_a_workspace_fits_the_model_and_an_export_holds_the_same_forecast()
    {
        using var folder = new TemporaryFolder();
        await PloutosProcess.Run(
            folder.Path,
            "data",
            "import",
            "simulated:3",
            "--tickers",
            "SIM01,SIM02,SIM03,SIM04,SIM05"
        );
        var (code, output, _) = await PloutosProcess.Run(folder.Path, "risk", "--ticker", "SIM03", "--json");
        Assert.Equal(0, code);
        JsonNode risk = JsonNode.Parse(output)!;
        Assert.True((bool)risk["uses_market"]!);
        Assert.Contains("fitted just now on 5 ticker(s)", (string)risk["notes"]![0]!, StringComparison.Ordinal);
        string file = folder.File("sim03.csv");
        await PloutosProcess.Run(folder.Path, "export", "risk", "--ticker", "SIM03", "--out", file);
        string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        string[] last = lines[^1].Split(',');
        Assert.Equal((string)risk["as_of"]!, last[0]);
        Assert.Equal(
            (double)risk["horizons"]![0]!["volatility"]!,
            double.Parse(last[^2], System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task Too_few_bars_an_unknown_market_and_a_day_before_the_first_bar_say_so()
    {
        var early = await PloutosProcess.Run(workspace.Path, "risk", "--ticker", "SIM01", "--as-of", "1970-01-01");
        var market = await PloutosProcess.Run(workspace.Path, "risk", "--ticker", "SIM01", "--tickers", "SIM01,NOSUCH");
        var list = await PloutosProcess.Run(workspace.Path, "data", "list", "--json");
        DateOnly first = DateOnly.Parse(
            (string)JsonNode.Parse(list.Output)![0]!["first_day"]!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var few = await PloutosProcess.Run(
            workspace.Path,
            "risk",
            "--ticker",
            "SIM01",
            "--as-of",
            $"{first.AddDays(60):yyyy-MM-dd}"
        );
        Assert.Equal((3, 3, 3), (early.Code, market.Code, few.Code));
        Assert.Contains("has no bars up to 1970-01-01", early.Error, StringComparison.Ordinal);
        Assert.Contains("no simulated bars of NOSUCH", market.Error, StringComparison.Ordinal);
        Assert.Contains("needs 257 bars, but there are", few.Error, StringComparison.Ordinal);
    }
}
