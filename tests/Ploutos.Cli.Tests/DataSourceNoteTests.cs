using System.Text.Json.Nodes;

namespace Ploutos.Cli.Tests;

/// <summary>What the data verbs say of a source beside its bars.</summary>
public sealed class DataSourceNoteTests
{
    [Fact]
    public async Task A_check_against_a_source_that_lacks_one_ticker_compares_the_others()
    {
        using Providers providers = new();
        await providers.Run("data", "fetch", "--tickers", "NVDA,AAPL", "--from", "2026-01-02", "--source", "stooq");
        providers.World.Unknown.Add("AAPL");

        var some = await providers.Run("data", "check", "--against", "yahoo", "--json");
        providers.World.Unknown.Add("NVDA");
        var none = await providers.Run("data", "check", "--against", "yahoo", "--json");

        Assert.Equal((0, 3), (some.Code, none.Code));
        Assert.Contains("AAPL was not compared: yahoo: does not know AAPL", some.Error, StringComparison.Ordinal);
        Assert.Equal(2, JsonNode.Parse(some.Output)!["series"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_history_that_begins_later_than_asked_is_said_in_the_table_and_in_the_JSON()
    {
        using Providers providers = new();
        DateOnly asked = providers.World.Since.AddDays(-400);
        string[] fetch = ["data", "fetch", "--tickers", "NVDA", "--from", $"{asked:yyyy-MM-dd}"];

        var json = await providers.Run([.. fetch, "--json"]);
        var table = await providers.Run([.. fetch, "--full"]);

        string note = (string)JsonNode.Parse(json.Output)!["tickers"]![0]!["notes"]![0]!;
        Assert.Contains($"later than asked ({asked:yyyy-MM-dd})", note, StringComparison.Ordinal);
        Assert.Contains($"NVDA: {note}", table.Output, StringComparison.Ordinal);
    }
}
