using System.Text.Json.Nodes;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Workspace;
using Fault = Ploutos.MarketData.Tests.FakeProviders.Fault;

namespace Ploutos.Cli.Tests;

/// <summary>What a user types first, as a process, against providers on loopback.</summary>
public sealed class PredictFetchTests
{
    [Fact]
    public async Task An_unknown_ticker_is_predicted_on_an_empty_workspace_and_a_second_run_asks_only_for_news()
    {
        using Providers providers = new();
        DateOnly known = Enumerable
            .Range(0, 3)
            .Aggregate(Providers.LastFinished, (day, _) => NewYorkCalendar.Previous(day));
        providers.World.Until = known;

        var first = await providers.Run("predict", "--ticker", "nvda");

        Assert.Equal(0, first.Code);
        Assert.Contains("🤖 PLOUTOS V7 ENSEMBLE - NVDA", first.Output, StringComparison.Ordinal);
        Assert.Contains($"As of:     {known:yyyy-MM-dd}", first.Output, StringComparison.Ordinal);
        Assert.Matches("note: NVDA: [0-9]+ bars stored, served by yahoo\n", first.Output);
        Assert.Matches(
            @"note: The three experts were trained just now, in [0-9]+ s, on 1 ticker\(s\) and [0-9,]+ bars\."
                + " A single ticker is little",
            first.Output
        );
        Assert.Contains(
            $"warning: The bars are STALE: the newest is of {known:yyyy-MM-dd}, 3 finished trading day(s) behind",
            first.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("momentum: epoch 1 of", first.Error, StringComparison.Ordinal);
        Assert.Equal("/v8/finance/chart/NVDA", Assert.Single(providers.Charts).Path);

        providers.World.Until = NewYorkCalendar.Last; // three days have passed
        var second = await providers.Run("predict", "--ticker", "NVDA", "--json");

        JsonNode prediction = JsonNode.Parse(second.Output)!;
        Assert.Equal(2, providers.Charts.Length);
        Assert.Equal(known, Providers.From(providers.Charts[1])); // the last stored day again, and nothing before it
        Assert.Equal($"{Providers.LastFinished:yyyy-MM-dd}", (string)prediction["as_of"]!);
        Assert.False((bool)prediction["stale"]!);
        Assert.Contains("3 new day(s)", (string)prediction["notes"]![0]!, StringComparison.Ordinal);
        Assert.Empty(prediction["warnings"]!.AsArray());

        var third = await providers.Run("predict", "--ticker", "NVDA");

        Assert.Equal((0, ""), (third.Code, third.Error));
        Assert.Equal(2, providers.Charts.Length); // nothing is missing, so nothing was asked

        // As after a first training that was interrupted: one model is there no more, and the vote
        // was never fitted.
        Directory.Delete(Path.Combine(providers.Workspace, "models", "v7_mean_reversion"), recursive: true);
        Directory.Delete(Path.Combine(providers.Workspace, "models", "v7_ensemble"), recursive: true);
        var fourth = await providers.Run("predict", "--ticker", "NVDA", "--offline");

        Assert.Equal(0, fourth.Code);
        Assert.Contains(
            "note: The missing experts (reversion) were trained just now",
            fourth.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ticker_that_no_source_knows_gives_3_and_leaves_nothing_behind()
    {
        using Providers providers = new();

        var (code, output, error) = await providers.Run("predict", "--ticker", "NOSUCH");

        Assert.Equal((3, ""), (code, output));
        Assert.Contains("error: No source has bars of NOSUCH", error, StringComparison.Ordinal);
        Assert.Equal("[]\n", (await providers.Run("data", "list", "--json")).Output);
        Assert.False(Directory.Exists(Path.Combine(providers.Workspace, "models")));
    }

    [Fact]
    public async Task A_ticker_with_too_few_bars_to_train_on_says_how_many_are_needed()
    {
        using Providers providers = new();
        providers.World.Since = Providers.LastFinished.AddDays(-60);

        var (code, _, error) = await providers.Run("predict", "--ticker", "NVDA");

        Assert.Equal(3, code);
        Assert.Matches(
            "training one needs at least 600 bars of a ticker, but the longest series has [0-9]+\\. Fetch older bars",
            error
        );
    }

    [Theory]
    [InlineData(2, "A ticker must be 1 to 15 letters", "predict", "--ticker", "../../etc/passwd")]
    [InlineData(2, "A ticker must be 1 to 15 letters", "predict", "--ticker", "A'; DROP TABLE bar")]
    [InlineData(
        2,
        "--offline asks no source and --source names one ('yahoo')",
        "predict",
        "--ticker",
        "NVDA",
        "--offline",
        "--source",
        "yahoo"
    )]
    [InlineData(
        2,
        "A source must be one of auto, tiingo, alpaca, yahoo, binance, stooq",
        "predict",
        "--ticker",
        "NVDA",
        "--source",
        "bloomberg"
    )]
    [InlineData(3, "There are no bars in", "predict", "--ticker", "NVDA", "--offline")]
    public async Task A_mistake_is_told_and_nothing_is_asked(int expected, string message, params string[] args)
    {
        using Providers providers = new();

        var (code, output, error) = await providers.Run(args);

        Assert.Equal((expected, ""), (code, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(providers.Charts);
    }

    [Fact]
    public async Task A_provider_that_changed_its_shape_is_told_by_the_field_and_nothing_is_stored()
    {
        using Providers providers = new(Fault.FieldMissing);

        var (code, _, error) = await providers.Run("predict", "--ticker", "NVDA", "--source", "yahoo");

        Assert.Equal(1, code);
        Assert.Contains("adjclose", error, StringComparison.Ordinal);
        Assert.Equal("[]\n", (await providers.Run("data", "list", "--json")).Output);
    }
}
