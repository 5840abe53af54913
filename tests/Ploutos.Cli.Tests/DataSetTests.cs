using System.Text.Json.Nodes;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

public sealed class DataSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_set_of_a_ticker_is_listed_and_what_is_not_known_is_refused()
    {
        string file = _folder.File("ACME.csv");
        await File.WriteAllTextAsync(
            file,
            "Date,Open,High,Low,Close,Volume\n2026-07-02,10,12,9,11,100\n2026-07-03,11,13,10,12,200\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, (await PloutosProcess.Run(_folder.Path, "data", "import", file)).Code);

        (int code, string output, _) = await PloutosProcess.Run(
            _folder.Path,
            ["data", "set", "acme", "--market", "xpar", "--currency", "EUR", "--kind", "share", "--volume", "none"]
        );
        Assert.Equal(0, code);
        Assert.Contains(
            "ACME: market XPAR, currency EUR, kind share, no volume; 0 warning(s)",
            output,
            StringComparison.Ordinal
        );

        (_, string json, _) = await PloutosProcess.Run(_folder.Path, "data", "list", "--json");
        JsonNode listed = JsonNode.Parse(json)!.AsArray()[0]!;
        Assert.Equal(
            ("XPAR", "EUR", null, "share", false),
            (
                (string?)listed["market"],
                (string?)listed["currency"],
                (string?)listed["quoted_in"],
                (string?)listed["kind"],
                (bool)listed["has_volume"]!
            )
        );
        (_, string table, _) = await PloutosProcess.Run(_folder.Path, "data", "list");
        Assert.Matches(@"ACME +XPAR +EUR +share, no volume", table);

        foreach (
            (string[] args, string rule) in new[]
            {
                (["--market", "XXXX"], "A market must be one of XNYS"),
                (["--currency", "E1"], "A currency must be 3 to 5 letters"),
                (["--kind", "horse"], "A kind must be one of share"),
                (Array.Empty<string>(), "What is to be set must be named"),
            }
        )
        {
            (code, _, string error) = await PloutosProcess.Run(_folder.Path, ["data", "set", "ACME", .. args]);
            Assert.Equal(2, code);
            Assert.Contains(rule, error, StringComparison.Ordinal);
        }
    }
}
