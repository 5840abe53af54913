using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The data verbs as processes, against providers on loopback.</summary>
public sealed class DataFetchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_universe_in_a_file_is_fetched_side_by_side_and_one_faulty_ticker_does_not_stop_the_others()
    {
        using Providers providers = new();
        await File.WriteAllTextAsync(
            Path.Combine(providers.Workspace, "mine.txt"),
            "NVDA, AAPL # two of them\nNOSUCH\n",
            Stop
        );

        var (code, output, error) = await providers.Run(
            "data",
            "fetch",
            "--tickers",
            "mine.txt",
            "--from",
            "2025-01-02",
            "--json"
        );

        JsonNode[] tickers = [.. JsonNode.Parse(output)!["tickers"]!.AsArray().Select(ticker => ticker!)];
        Assert.Equal(3, code);
        Assert.Equal(
            [("NVDA", "Created"), ("AAPL", "Created"), ("NOSUCH", "Failed")],
            tickers.Select(ticker => ((string)ticker["ticker"]!, (string)ticker["outcome"]!))
        );
        Assert.Equal(("yahoo", "2025-01-02"), ((string)tickers[0]["source"]!, (string)tickers[0]["first_day"]!));
        Assert.True((bool)tickers[2]["unknown"]!);
        Assert.Contains("fetch: 3 tickers from auto", error, StringComparison.Ordinal);
        Assert.Contains("NOSUCH: failed: No source has bars of NOSUCH", error, StringComparison.Ordinal);
        using BarStore store = BarStore.Open(providers.StorePath);
        Assert.Equal(["AAPL", "NVDA"], store.List().Select(ticker => ticker.Ticker).Order());
    }

    [Fact]
    public async Task An_update_asks_for_the_missing_days_of_each_ticker_and_of_nothing_else()
    {
        using Providers providers = new();
        DateOnly known = NewYorkCalendar.Previous(Providers.LastFinished);
        await providers.Run(
            "data",
            "fetch",
            "--tickers",
            "NVDA,AAPL",
            "--from",
            "2026-01-02",
            "--to",
            $"{known:yyyy-MM-dd}"
        );
        Assert.Equal(2, providers.Charts.Length);

        var (code, output, _) = await providers.Run("data", "update", "--json");

        Assert.Equal(0, code);
        Assert.All(
            JsonNode.Parse(output)!["tickers"]!.AsArray(),
            ticker => Assert.Equal(("Extended", 1), ((string)ticker!["outcome"]!, (int)ticker["added"]!))
        );
        Assert.Equal(4, providers.Charts.Length);
        Assert.All(providers.Charts[2..], chart => Assert.Equal(known, Providers.From(chart)));

        var again = await providers.Run("data", "update");

        Assert.Contains("up to date", again.Output, StringComparison.Ordinal);
        Assert.Equal(4, providers.Charts.Length);
    }

    [Fact]
    public async Task A_correction_upstream_is_a_new_vintage_which_the_diff_shows_and_the_old_one_can_be_exported()
    {
        using Providers providers = new();
        await providers.Run("data", "fetch", "--tickers", "NVDA", "--from", "2026-01-02");
        var before = await providers.Run("data", "diff", "NVDA");
        providers.World.Corrected = new(2026, 3, 3);

        var full = await providers.Run("data", "update", "--full");
        JsonNode diff = JsonNode.Parse((await providers.Run("data", "diff", "nvda", "--json")).Output)!;
        await providers.Run("data", "export", "--tickers", "NVDA", "--vintage", "1", "--out", "old");

        Assert.Contains("NVDA was never revised", before.Output, StringComparison.Ordinal);
        Assert.Contains("NVDA was revised. See: ploutos data diff NVDA", full.Output, StringComparison.Ordinal);
        Assert.Equal((1, 2), ((int)diff["before"]!, (int)diff["after"]!));
        Assert.NotEmpty(diff["changed"]!.AsArray());
        Assert.All(diff["changed"]!.AsArray(), value => Assert.Equal("2026-03-03", (string)value!["date"]!));
        using BarStore store = BarStore.Open(providers.StorePath);
        string old = Row(store.Read("NVDA", vintage: 1), new(2026, 3, 3));
        string file = await File.ReadAllTextAsync(Path.Combine(providers.Workspace, "old", "NVDA.csv"), Stop);
        Assert.Contains($"\n2026-03-03,{old}\n", file, StringComparison.Ordinal);
        Assert.NotEqual(old, Row(store.Read("NVDA"), new(2026, 3, 3)));
    }

    [Fact]
    public async Task What_is_exported_is_imported_again_as_the_very_same_bars_and_agrees_with_its_source()
    {
        using Providers providers = new();
        using TemporaryFolder other = new();
        providers.World.Dividend = new(2026, 6, 1);
        await providers.Run("data", "fetch", "--tickers", "NVDA,AAPL", "--from", "2026-01-02");

        var shown = await providers.Run("data", "export", "--out", "bars");
        var export = await providers.Run("data", "export", "--out", "bars", "--json", "--force");
        string folder = Path.Combine(providers.Workspace, "bars");
        var import = await providers.RunIn(other.Path, "data", "import", $"csv:{folder}");
        var check = await providers.Run("data", "check", "--against", $"csv:{folder}", "--strict", "--json");

        Assert.Equal((0, 0, 0), (export.Code, import.Code, check.Code));
        Assert.Equal(
            ["AAPL", "NVDA"],
            JsonNode.Parse(export.Output)!.AsArray().Select(file => (string)file!["ticker"]!)
        );
        string terms = (string)JsonNode.Parse(export.Output)![0]!["terms"]!;
        Assert.StartsWith("Yahoo's terms bind these bars", terms, StringComparison.Ordinal);
        Assert.Equal(2, shown.Output.Split(terms).Length); // once, not once a ticker
        Assert.Empty(JsonNode.Parse(check.Output)!["findings"]!.AsArray());
        using BarStore one = BarStore.Open(providers.StorePath),
            two = BarStore.Open(other.File("data", "ploutos.db"));
        Assert.Equal(
            SeriesHash.Of(one.Read("AAPL"), one.Read("NVDA")),
            SeriesHash.Of(two.Read("AAPL"), two.Read("NVDA"))
        );
    }

    [Fact]
    public async Task A_strict_check_fails_where_another_source_tells_another_price()
    {
        using Providers providers = new();
        await providers.Run("data", "fetch", "--tickers", "NVDA,AAPL", "--from", "2026-01-02", "--source", "stooq");
        await providers.Run("data", "export", "--tickers", "NVDA", "--out", "bars");
        string file = Path.Combine(providers.Workspace, "bars", "NVDA.csv");
        string[] rows = await File.ReadAllLinesAsync(file, Stop);
        rows[40] = rows[40][..10] + ",10,11,9,10,1000000";
        await File.WriteAllLinesAsync(file, rows, Stop);

        var loose = await providers.Run("data", "check", "--tickers", "NVDA", "--against", "csv:bars");
        var strict = await providers.Run(
            "data",
            "check",
            "--tickers",
            "NVDA",
            "--against",
            "csv:bars",
            "--strict",
            "--json"
        );
        var agreed = await providers.Run("data", "check", "--against", "yahoo", "--strict");

        Assert.Equal((0, 1, 0), (loose.Code, strict.Code, agreed.Code));
        Assert.Contains("serious finding(s), and a strict check fails on them", strict.Error, StringComparison.Ordinal);
        Assert.Contains(
            JsonNode.Parse(strict.Output)!["findings"]!.AsArray(),
            finding => (string)finding!["reason"]! == "SourcesDisagree" && (string)finding["date"]! == rows[40][..10]
        );
    }

    [Fact]
    public async Task Two_processes_that_update_at_once_both_end_well()
    {
        using Providers providers = new();
        string known = $"{NewYorkCalendar.Previous(Providers.LastFinished):yyyy-MM-dd}";
        await providers.Run("data", "fetch", "--tickers", "NVDA,AAPL,MSFT", "--from", "2026-01-02", "--to", known);

        var both = await Task.WhenAll(providers.Run("data", "update"), providers.Run("data", "update"));

        Assert.All(both, run => Assert.Equal((0, 0), (run.Code, run.Error.Split("failed").Length - 1)));
        using BarStore store = BarStore.Open(providers.StorePath);
        Assert.Empty(store.Verify());
        Assert.All(store.List(), ticker => Assert.Equal(Providers.LastFinished, ticker.LastDay));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using Providers providers = new();
        await providers.Run("data", "fetch", "--tickers", "NVDA", "--from", "2026-11-02");
        byte[] bytes = await File.ReadAllBytesAsync(providers.StorePath, Stop);
        bytes[63] = 99; // the last byte of SQLite's user_version
        await File.WriteAllBytesAsync(providers.StorePath, bytes, Stop);

        var (code, _, error) = await providers.Run("data", "update");

        Assert.Equal(1, code);
        Assert.Contains("was written by a newer Ploutos", error, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(providers.StorePath, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(2, "there is no 'a/b'", "data", "fetch", "--tickers", "NVDA,a/b")]
    [InlineData(2, "A ticker must be 1 to 15 letters", "data", "fetch", "--tickers", "NVDA,A$B")]
    [InlineData(2, "there is no 'missing.txt'", "data", "fetch", "--tickers", "missing.txt")]
    [InlineData(
        2,
        "try: --from (no later than to)",
        "data",
        "fetch",
        "--tickers",
        "NVDA",
        "--from",
        "2024-02-01",
        "--to",
        "2024-01-01"
    )]
    [InlineData(
        2,
        "The first day must not lie in the future",
        "data",
        "fetch",
        "--tickers",
        "NVDA",
        "--from",
        "2035-01-01"
    )]
    [InlineData(2, "A source must be one of auto", "data", "fetch", "--tickers", "NVDA", "--source", "bloomberg")]
    [InlineData(1, "TIINGO_API_KEY", "data", "fetch", "--tickers", "NVDA", "--source", "tiingo")]
    [InlineData(2, "try: ploutos data fetch", "data", "import", "yahoo")]
    [InlineData(3, "There are no bars in", "data", "update")]
    [InlineData(3, "There are no bars in", "data", "export", "--out", "bars")]
    [InlineData(3, "There are no bars in", "data", "diff", "NVDA")]
    public async Task A_mistake_is_told_and_nothing_is_asked(int expected, string message, params string[] args)
    {
        using Providers providers = new();

        var (code, output, error) = await providers.Run(args);

        Assert.Equal((expected, ""), (code, output));
        Assert.Contains("error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(providers.Charts);
    }

    [Theory]
    [InlineData(3, "No source has bars of NOSUCH", "data", "fetch", "--tickers", "NOSUCH")]
    [InlineData(3, "The store has no bars of AAPL to bring up to date", "data", "update", "--tickers", "AAPL")]
    [InlineData(3, "The store has no bars of 'AAPL'", "data", "check", "--tickers", "AAPL")]
    [InlineData(3, "The store has no bars of 'AAPL'", "data", "diff", "AAPL")]
    [InlineData(3, "NVDA has vintages 1 to 1, but got 9", "data", "diff", "NVDA", "--before", "1", "--after", "9")]
    [InlineData(3, "NVDA has vintages 1 to 1, but got 2", "data", "export", "--out", "bars", "--vintage", "2")]
    public async Task What_is_not_there_gives_3_and_what_is_stored_stays(
        int expected,
        string message,
        params string[] args
    )
    {
        using Providers providers = new();
        await providers.Run("data", "fetch", "--tickers", "NVDA", "--from", "2026-01-02");

        var (code, output, error) = await providers.Run(args);

        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        using BarStore store = BarStore.Open(providers.StorePath);
        Assert.Equal("NVDA", Assert.Single(store.List()).Ticker);
    }

    private static string Row(BarSeries bars, DateOnly day)
    {
        Bar bar = bars[bars.UpTo(day).Count - 1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bar.Open:R},{bar.High:R},{bar.Low:R},{bar.Close:R},{bar.Volume:R}"
        );
    }
}
