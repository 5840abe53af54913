using System.Text.Json.Nodes;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The real command, as a process, on real files.</summary>
[Collection(typeof(TrainedCollection))]
public sealed class EndToEndTests(TrainedWorkspace workspace)
{
    [Fact]
    public async Task Imported_bars_are_in_the_list_and_pass_the_check()
    {
        Assert.Equal(0, workspace.Import.Code);
        Assert.True((bool)JsonNode.Parse(workspace.Import.Output)!["simulated"]!);

        var list = await PloutosProcess.Run(workspace.Path, "data", "list", "--json");
        var check = await PloutosProcess.Run(workspace.Path, "data", "check", "--json");

        Assert.Equal(
            ["SIM01", "SIM02"],
            JsonNode.Parse(list.Output)!.AsArray().Select(series => (string)series!["ticker"]!)
        );
        Assert.Equal(2, JsonNode.Parse(check.Output)!["series"]!.AsArray().Count);
        Assert.Equal((0, 0), (list.Code, check.Code));
    }

    [Fact]
    public void Training_prints_three_objects_on_three_lines_and_its_progress_apart()
    {
        Assert.Equal(0, workspace.Train.Code);
        JsonNode[] experts =
        [
            .. workspace
                .Train.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];

        Assert.Equal(
            ["momentum", "reversion", "volatility"],
            experts.Select(expert => (string)expert["expert"]!).Order()
        );
        Assert.All(
            experts,
            expert =>
            {
                Assert.InRange((double)expert["test"]!["auc"]!, 0, 1);
                Assert.InRange((double)expert["test"]!["base_rate"]!, 0.5, 1);
                Assert.InRange((string)expert["test"]!["from"]!, "2016-01-01", "2016-01-31");
            }
        );
        Assert.Contains("momentum: epoch 1 of", workspace.Train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', workspace.Train.Error);
    }

    [Fact]
    public async Task A_prediction_shows_the_panel_below_the_banner_in_UTF_8()
    {
        var (code, output, error) = await PloutosProcess.Run(
            workspace.Path,
            "predict",
            "--ticker",
            "SIM02",
            "--no-log"
        );

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("####", output, StringComparison.Ordinal);
        Assert.Contains(
            "\n🤖 PLOUTOS V7 ENSEMBLE - SIM02\n" + new string('=', 60) + "\n1️⃣  Momentum Expert:      ",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task A_prediction_as_JSON_holds_to_the_day_and_the_thresholds_given()
    {
        var (code, output, _) = await PloutosProcess.Run(
            workspace.Path,
            "predict",
            "--ticker",
            "SIM01",
            "--as-of",
            "2017-03-31",
            "--weak",
            "0.9",
            "--strong",
            "0.95",
            "--json",
            "--no-log"
        );

        JsonNode prediction = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.Equal("2017-03-31", (string)prediction["as_of"]!);
        Assert.EndsWith("HOLD", (string)prediction["signal"]!, StringComparison.Ordinal);
        Assert.Equal(3, prediction["experts"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_explained_prediction_says_what_each_feature_and_day_added_and_its_signal_is_kept()
    {
        var (code, output, _) = await PloutosProcess.Run(
            workspace.Path,
            "predict",
            "--ticker",
            "SIM01",
            "--explain",
            "--json"
        );

        JsonNode prediction = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        foreach (JsonNode? expert in prediction["explanation"]!["experts"]!.AsArray())
        {
            double change =
                (double)expert!["margin"]! - (double)expert["base_margin"]! - (double)expert["unexplained"]!;
            Assert.Equal(change, expert["features"]!.AsArray().Sum(f => (double)f!["contribution"]!), 1e-9);
            Assert.Equal(change, expert["days"]!.AsArray().Sum(d => (double)d!["contribution"]!), 1e-9);
            Assert.Equal(1, expert["days"]!.AsArray().Sum(d => (double)d!["attention"]!), 1e-5);
        }

        var (_, log, _) = await PloutosProcess.Run(workspace.Path, "signals", "list", "--kind", "predict", "--json");
        JsonNode kept = JsonNode.Parse(log)!.AsArray()[^1]!;
        Assert.Equal((double)prediction["score"]!, (double)kept["score"]!);
        Assert.Equal(
            prediction["experts"]!.AsArray().Select(e => (double)e!["probability"]!),
            kept["experts"]!.AsArray().Select(e => (double)e!["probability"]!)
        );
        Assert.DoesNotContain("explanation", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_are_written_a_row_a_bar()
    {
        var (code, output, _) = await PloutosProcess.Run(
            workspace.Path,
            "export",
            "features",
            "--ticker",
            "SIM01",
            "--out",
            "features.csv",
            "--json"
        );

        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(workspace.Path, "features.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, code);
        Assert.Equal(lines.Length - 1, (int)JsonNode.Parse(output)!["rows"]!);
        Assert.Equal(1 + 28 + 9 + 6, lines[0].Split(',').Length);
    }

    [Fact]
    public async Task The_doctor_finds_three_models()
    {
        var (code, output, _) = await PloutosProcess.Run(workspace.Path, "doctor", "--json");

        Assert.Equal(0, code);
        Assert.Equal(
            3,
            JsonNode
                .Parse(output)!
                .AsArray()
                .Count(check =>
                    ((string)check!["name"]!).EndsWith("model", StringComparison.Ordinal)
                    && (string)check["status"]! == "ok"
                )
        );
    }

    [Fact]
    public async Task Tab_offers_the_store_s_tickers()
    {
        const string Line = "ploutos predict --ticker ";

        var (_, output, _) = await PloutosProcess.Run(workspace.Path, $"[suggest:{Line.Length}]", Line);

        Assert.Equal(["SIM01", "SIM02"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(2, "predict")]
    [InlineData(2, "data", "import", "ftp:somewhere", "--quiet")]
    [InlineData(3, "predict", "--ticker", "NOPE", "--offline")]
    [InlineData(3, "export", "features", "--ticker", "NOPE", "--out", "x.csv")]
    [InlineData(1, "data", "import", "csv:no-such-folder", "--quiet")]
    public async Task A_mistake_gives_its_code_and_one_message(int expected, params string[] args)
    {
        var (code, output, error) = await PloutosProcess.Run(workspace.Path, args);

        Assert.Equal(expected, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task An_empty_workspace_has_nothing_to_train_on()
    {
        using TemporaryFolder empty = new();

        Assert.Equal(3, (await PloutosProcess.Run(empty.Path, "train")).Code);
    }

    [Fact]
    public async Task A_workspace_named_by_the_option_goes_before_the_current_folder()
    {
        using TemporaryFolder elsewhere = new();

        var (_, output, _) = await PloutosProcess.Run(
            elsewhere.Path,
            "data",
            "list",
            "--json",
            "--workspace",
            workspace.Path
        );

        Assert.Contains("SIM02", output, StringComparison.Ordinal);
        Assert.Equal(3, (await PloutosProcess.Run(elsewhere.Path, "data", "list")).Code);
    }
}
