using System.Text.Json.Nodes;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The record of signals through the real command.</summary>
public sealed class SignalsTests(TrainedWorkspace workspace) : IClassFixture<TrainedWorkspace>, IDisposable
{
    private readonly TemporaryFolder _copy = new();

    [Fact]
    public async Task What_predict_says_is_kept_and_listed_and_exported_without_loss()
    {
        CopyWorkspace();
        (_, string said, _) = await Run("predict", "--ticker", "SIM01", "--as-of", "2017-03-31", "--json");
        await Run("predict", "--ticker", "SIM02", "--as-of", "2017-04-28");
        await Run("predict", "--ticker", "SIM01", "--no-log");
        (int code, string listed, _) = await Run("signals", "list", "--tickers", "sim01", "--json");

        Assert.Equal(0, code);
        JsonNode kept = Assert.Single(JsonNode.Parse(listed)!.AsArray())!;
        JsonNode prediction = JsonNode.Parse(said)!;
        Assert.Equal("predict", (string)kept["kind"]!);
        Assert.Equal((double)prediction["score"]!, (double)kept["score"]!);
        Assert.False(File.Exists(_copy.File("logs/predictions.jsonl")));

        (_, string text, _) = await Run("signals", "list", "--from", "2017-04-01");
        Assert.Contains("SIM02", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SIM01", text, StringComparison.Ordinal);
        Assert.Equal("[]", (await Run("signals", "list", "--kind", "daily", "--json")).Output.Trim());

        Assert.Equal(0, (await Run("signals", "export", "--out", "out.csv")).Code);
        string[] csv = await File.ReadAllLinesAsync(_copy.File("out.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(3, csv.Length);
        string[] row = csv[1].Split(',');
        string[] head = csv[0].Split(',');
        Assert.Equal(prediction["score"]!.ToJsonString(), row[Array.IndexOf(head, "score")]);
        Assert.Equal(prediction["experts"]![1]!["probability"]!.ToJsonString(), row[Array.IndexOf(head, "reversion")]);
    }

    [Fact]
    public async Task An_existing_file_is_refused_unless_force_says_otherwise()
    {
        CopyWorkspace();
        await Run("predict", "--ticker", "SIM01");
        await File.WriteAllTextAsync(_copy.File("mine.json"), "mine", TestContext.Current.CancellationToken);
        (int code, _, string error) = await Run("signals", "export", "--out", "mine.json");
        Assert.Equal(2, code);
        Assert.Contains("mine.json' can't be written: it exists", error, StringComparison.Ordinal);
        Assert.Equal(
            "mine",
            await File.ReadAllTextAsync(_copy.File("mine.json"), TestContext.Current.CancellationToken)
        );

        Assert.Equal(0, (await Run("signals", "export", "--out", "mine.json", "--force")).Code);
        string json = await File.ReadAllTextAsync(_copy.File("mine.json"), TestContext.Current.CancellationToken);
        Assert.Equal("SIM01", (string)JsonNode.Parse(json)![0]!["ticker"]!);
    }

    [Theory]
    [InlineData(2, "ending '.txt'", "signals", "export", "--out", "out.txt")]
    [InlineData(2, "must not be after", "signals", "list", "--from", "2017-02-01", "--to", "2017-01-01")]
    [InlineData(2, "'weekly' not recognized", "signals", "list", "--kind", "weekly")]
    [InlineData(3, "no file was written", "signals", "export", "--out", "out.csv", "--tickers", "NONE")]
    [InlineData(2, "is a folder", "signals", "export", "--out", "data", "--format", "csv")]
    public async Task Bad_input_gets_the_rule_and_the_value(int code, string says, params string[] arguments)
    {
        CopyWorkspace();
        (int exit, _, string error) = await Run(arguments);
        Assert.Equal(code, exit);
        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(_copy.File("out.csv")));
    }

    public void Dispose() => _copy.Dispose();

    private Task<(int Code, string Output, string Error)> Run(params string[] arguments) =>
        PloutosProcess.Run(_copy.Path, arguments);

    private void CopyWorkspace() => TemporaryFolder.Copy(workspace.Path, _copy.Path);
}
