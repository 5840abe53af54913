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

        (_, output, _) = await PloutosProcess.Run(_folder.Path, "data", "set", "ACME", "--ended", "2026-07-02");
        Assert.Contains(", ended 2026-07-02 (delisted);", output, StringComparison.Ordinal);
        (code, _, string ended) = await PloutosProcess.Run(_folder.Path, "predict", "ACME", "--offline");
        Assert.NotEqual(0, code);
        Assert.Contains("ACME ended on 2026-07-02 (delisted)", ended, StringComparison.Ordinal);

        foreach (
            (string[] args, string rule) in new[]
            {
                (["--market", "XXXX"], "A market must be one of XNYS"),
                (["--currency", "E1"], "A currency must be 3 to 5 letters"),
                (["--kind", "horse"], "A kind must be one of share"),
                (Array.Empty<string>(), "What is to be set must be named"),
                (["--reason", "merged"], "A reason must come with the day"),
                (["--ended", "soon"], "An end must be a day such as 2024-01-31, or 'none', but got 'soon'."),
                (["--ended", "2026-07-03", "--reason", "bored"], "A reason must be one of delisted, merged, renamed"),
                (["--ended", "2020-01-01"], "An end must not lie before the first bar of ACME, 2026-07-02"),
            }
        )
        {
            (code, _, string error) = await PloutosProcess.Run(_folder.Path, ["data", "set", "ACME", .. args]);
            Assert.Equal(2, code);
            Assert.Contains(rule, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Universes_with_dated_members_are_imported_listed_and_shown()
    {
        string file = _folder.File("members.csv");
        await File.WriteAllTextAsync(
            file,
            "universe,ticker,from,to\nTech,aapl,2010-01-04,2015-06-19\ntech,MSFT,,\n",
            TestContext.Current.CancellationToken
        );
        (int code, string output, _) = await PloutosProcess.Run(_folder.Path, "data", "universe", "import", file);
        Assert.Equal(0, code);
        Assert.Matches(@"tech +2 +dated", output);
        (code, _, string again) = await PloutosProcess.Run(_folder.Path, "data", "universe", "import", file);
        Assert.Equal(2, code);
        Assert.Contains("The universe 'tech' has members already", again, StringComparison.Ordinal);
        Assert.Equal(0, (await PloutosProcess.Run(_folder.Path, "data", "universe", "import", file, "--force")).Code);

        (_, string json, _) = await PloutosProcess.Run(
            _folder.Path,
            ["data", "universe", "show", "tech", "--on", "2016-01-04", "--json"]
        );
        JsonNode only = Assert.Single(JsonNode.Parse(json)!.AsArray())!;
        Assert.Equal(("MSFT", null), ((string?)only["ticker"], (string?)only["to"]));
        (_, string list, _) = await PloutosProcess.Run(_folder.Path, "data", "universe", "list");
        Assert.Matches(@"cac40 +40 +of one day", list);
        Assert.Contains("survivorship bias", list, StringComparison.Ordinal);

        foreach (
            (string row, string rule) in new[]
            {
                ("tech,AAPL,2015-01-01,2014-01-01", "line 2: from must not be after to"),
                ("tech,A B,,", "line 2: the ticker must be"),
                ("tech,AAPL,01/02/2015,", "line 2: from must be a day such as 2024-01-31, or empty"),
                ("9x,AAPL,,", "line 2: a universe's name must be"),
                ("guide,AAPL,,", "must not be called 'guide'"),
            }
        )
        {
            await File.WriteAllTextAsync(
                file,
                $"universe,ticker,from,to\n{row}\n",
                TestContext.Current.CancellationToken
            );
            (code, _, string error) = await PloutosProcess.Run(
                _folder.Path,
                ["data", "universe", "import", file, "--force"]
            );
            Assert.Equal(2, code);
            Assert.Contains(rule, error, StringComparison.Ordinal);
        }
    }
}
