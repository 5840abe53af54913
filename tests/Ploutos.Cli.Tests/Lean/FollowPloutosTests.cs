using System.Text.Json.Nodes;
using Ploutos.Tests;
using QuantConnect;
using QuantConnect.Algorithm.CSharp;

namespace Ploutos.Cli.Tests.Lean;

/// <summary><c>docs/examples/FollowPloutos.cs</c> on signals that the command exported.</summary>
[Collection(typeof(TrainedCollection))]
public sealed class FollowPloutosTests(TrainedWorkspace workspace)
{
    // Columns of the exported file.
    private const int Late = 5,
        Signal = 6,
        Raw = 7,
        Score = 8;

    [Fact]
    public async Task Lean_s_reader_takes_a_ticker_s_signals_in_time_each_known_from_the_next_day_on()
    {
        using TemporaryFolder folder = new();
        foreach (string ticker in new[] { "SIM01", "SIM02" })
            await PloutosProcess.Run(workspace.Path, "predict", ticker, "--as-of", "2017-03-31");
        (int code, _, string error) = await PloutosProcess.Run(
            workspace.Path,
            "signals",
            "export",
            "--kind",
            "predict",
            "--from",
            "2017-03-31",
            "--to",
            "2017-03-31",
            "--out",
            folder.File("ploutos.csv")
        );
        Assert.True(code == 0, error);
        (_, string listed, _) = await PloutosProcess.Run(
            workspace.Path,
            "signals",
            "list",
            "--from",
            "2017-03-31",
            "--to",
            "2017-03-31",
            "--tickers",
            "SIM01",
            "--json"
        );
        JsonNode kept = JsonNode.Parse(listed)!.AsArray()[^1]!;

        string[] lines = await File.ReadAllLinesAsync(
            folder.File("ploutos.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.True((bool)kept["late"]!, "a prediction of a day long past is late");
        Assert.Empty(Read(lines));
        Assert.Empty(Read(lines.Select(line => With(line, (Late, "false"), (Signal, ""), (Raw, ""), (Score, "")))));
        PloutosSignal[] read = Read(lines.Select(line => With(line, (Late, "false"))));

        Assert.NotEmpty(read);
        Assert.All(read, s => Assert.Equal("SIM01", s.Symbol!.Value));
        Assert.Equal((new DateTime(2017, 3, 31), new DateTime(2017, 4, 1)), (read[^1].Time, read[^1].EndTime));
        Assert.Equal((string)kept["signal"]!, read[^1].Signal);
        Assert.Equal((double)kept["score"]!, (double)read[^1].Value, 1e-12);
    }

    [Fact]
    public void The_page_shows_the_file()
    {
        string docs = Path.Combine(TestPaths.Repository, "docs");
        IEnumerable<string> file = File.ReadLines(Path.Combine(docs, "examples", "FollowPloutos.cs"))
            .SkipWhile(l => !l.StartsWith("///", StringComparison.Ordinal))
            .Select(l => l.Length == 0 ? "" : "    " + l);
        Assert.Contains(
            string.Join('\n', file),
            File.ReadAllText(Path.Combine(docs, "lean.md")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("STRONG BUY", 0.25)]
    [InlineData("BUY", 0.25)]
    [InlineData("HOLD", 0)]
    [InlineData("SELL", 0)]
    public void The_algorithm_holds_what_is_a_buy(string signal, double share)
    {
        FollowPloutos algorithm = new();
        algorithm.Initialize();
        algorithm.OnData(new PloutosSignal { Signal = signal });
        Assert.Equal(["2024-01-01", "NVDA Daily", "PloutosSignal NVDA Daily"], algorithm.Asked);
        Assert.Equal(("NVDA", share), Assert.Single(algorithm.Held));
    }

    private static PloutosSignal[] Read(IEnumerable<string> lines) =>
        [
            .. lines
                .Select(line => new PloutosSignal().Reader(new(new Symbol("SIM01")), line, default, false))
                .OfType<PloutosSignal>(),
        ];

    /// <summary>A line with other cells; the header stays.</summary>
    private static string With(string line, params (int Column, string Value)[] cells)
    {
        string[] all = line.Split(',');
        foreach ((int column, string value) in all[0] == "seq" ? [] : cells)
            all[column] = value;
        return string.Join(',', all);
    }
}
