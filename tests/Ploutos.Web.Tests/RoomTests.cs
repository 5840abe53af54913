using System.Globalization;
using System.Runtime.CompilerServices;
using Ploutos.Research.Backtests;
using Ploutos.Research.Models;
using Ploutos.Tests;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Models;
using Ploutos.Web.Pages;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Tests;

/// <summary>What the server makes of the answers of its workflows.</summary>
public sealed class RoomTests
{
    [Fact]
    public void Where_no_ticker_is_named_all_that_are_stored_are_meant_however_many()
    {
        IBarWorkflows bars = Bars([
            .. Enumerable.Range(0, AnalysisEndpoints.MostTickers + 1).Select(i => Series($"T{i}", "csv /x")),
        ]);
        Assert.Null(JobChecks.Stored(null, bars, null));
        string[] named = [.. bars.List().Select(s => s.Ticker)];
        ViewException refused = Assert.Throws<ViewException>(() => JobChecks.Stored(named, bars, null));
        Assert.Contains("at most 1000, but names 1001", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1000, JobChecks.Stored(named[..1000], bars, null)!.Count);
    }

    [Fact]
    public void A_comparison_is_made_once_until_bars_or_models_change_and_again_where_it_failed()
    {
        int made = 0;
        bool fails = true;
        var state = new WorkspaceState(1, 1, 1, 1);
        var comparisons = new Comparisons(
            Fake.Of<IModelWorkflows>(
                (
                    "ModelImportance",
                    _ =>
                    {
                        made++;
                        return fails ? throw new PloutosException(Fault.Busy, "busy") : new List<ImportantFeature>();
                    }
        )
            ),
            Fake.Of<ISignalWorkflows>(),
            Fake.Of<IWorkspaceViews>(("State", _ => state))
        );
        Assert.Throws<PloutosException>(() => comparisons.Importance("momentum", "a"));
        fails = false;
        IReadOnlyList<ImportantFeature> first = comparisons.Importance("momentum", "a");
        state = state with { Studies = 2, Reports = 2 };
        Assert.Same(first, comparisons.Importance("momentum", "a"));
        Assert.Equal(2, made);
        state = state with { Data = 2 };
        Assert.NotSame(first, comparisons.Importance("momentum", "a"));
        state = state with { Models = 2 };
        comparisons.Importance("momentum", "a");
        Assert.Equal(4, made);
    }

    [Fact]
    public void The_comparisons_that_were_asked_for_last_are_kept()
    {
        var made = new List<string>();
        var comparisons = new Comparisons(
            Fake.Of<IModelWorkflows>(
                (
                    "ModelImportance",
                    given =>
                    {
                        made.Add((string)given[1]!);
                        return new List<ImportantFeature>();
                    }
        )
            ),
            Fake.Of<ISignalWorkflows>(),
            Fake.Of<IWorkspaceViews>(("State", _ => new WorkspaceState(1, 1, 1, 1)))
        );
        for (int i = 0; i < Comparisons.Most; i++)
            comparisons.Importance("momentum", $"v{i}");
        comparisons.Importance("momentum", "v0"); // asked for again
        comparisons.Importance("momentum", "new"); // which pushes v1 out
        made.Clear();
        comparisons.Importance("momentum", "v0");
        comparisons.Importance("momentum", "v2");
        Assert.Empty(made);
        comparisons.Importance("momentum", "v1");
        Assert.Equal(["v1"], made);
    }

    [Fact]
    public void A_ticker_that_the_newest_backtests_did_not_trade_is_not_told_to_be_in_none()
    {
        TickerBacktests Of(int kept) =>
            TickerBacktests.Of(
                "SIM01",
                Fake.Of<IResearchWorkflows>(
                    (
                        "Backtests",
                        _ =>
                            Enumerable
                                .Range(0, kept)
                                .Select(i => Blank<BacktestSummary>() with { Id = $"b{i}" })
                                .ToArray()
                    ),
                    ("Backtest", _ => Blank<BacktestResult>() with { Trades = [] })
                )
            );
        Assert.False(Of(TickerBacktests.Looked).IsPart);
        Assert.True(Of(TickerBacktests.Looked + 1).IsPart);
        Assert.Empty(Of(TickerBacktests.Looked + 1).Runs);
    }

    [Fact]
    public void A_demonstration_looks_again_whether_the_workspace_is_empty_when_its_work_begins()
    {
        StoredSeries[] stored = [];
        IBarWorkflows bars = Fake.Of<IBarWorkflows>(("List", _ => stored));
        JobWork work = DemoStart.Of(bars, Fake.Of<IResearchWorkflows>());
        stored = [Series("NVDA", "csv /x")];
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            work.Run(new Progress<WorkflowEvent>(), CancellationToken.None)
        );
        Assert.Equal(Fault.WrongUsage, refused.Fault);
    }

    [Fact]
    public void A_file_that_stored_bars_name_stays_and_another_goes()
    {
        using var folder = new TemporaryFolder();
        string kept = folder.File("20240102T000000-abcdefgh"),
            other = folder.File("20240102T000000-ijklmnop");
        Directory.CreateDirectory(kept);
        Directory.CreateDirectory(other);
        IBarWorkflows bars = Bars([Series("NVDA", $"csv {Path.Combine(kept, "NVDA.csv")}")]);
        UploadEndpoints.Tidy(kept, bars);
        UploadEndpoints.Tidy(other, bars);
        Assert.True(Directory.Exists(kept));
        Assert.False(Directory.Exists(other));
        Directory.CreateDirectory(other);
        IBarWorkflows none = Fake.Of<IBarWorkflows>(("List", _ => throw new PloutosException(Fault.NoBars, "none")));
        UploadEndpoints.Tidy(other, none);
        Assert.False(Directory.Exists(other));
        IBarWorkflows broken = Fake.Of<IBarWorkflows>(("List", _ => throw new PloutosException(Fault.Damaged, "?")));
        UploadEndpoints.Tidy(kept, broken);
        Assert.True(Directory.Exists(kept)); // nobody knows whether it is named
    }

    [Fact]
    public void A_proof_is_as_far_as_its_checks()
    {
        var meter = new ProgressMeter(1);
        var told = new List<double?>();
        foreach (
            WorkflowEvent happened in (WorkflowEvent[])
                [
                    new StageStarted("prove", "rows of each part"),
                    new ItemDone("prove split", "reversion", 1, 1),
                    new ItemDone("prove", "split", 1, 4),
                    new ItemDone("prove shuffled", "shuffle 1", 1, 3),
                    new ItemDone("prove", "shuffled", 2, 4),
                ]
        )
        {
            meter.Take(happened);
            told.Add(meter.Now.Fraction);
        }

        Assert.Equal([null, null, 0.25, 0.25, 0.5], told);
        Assert.Equal(("checks", "2 4"), (meter.Now.Said!.Name, string.Join(' ', meter.Now.Said.Values)));
    }

    [Fact]
    public void A_training_never_goes_back_when_the_next_expert_begins()
    {
        var meter = new ProgressMeter(4);
        double before = 0;
        foreach (string expert in (string[])["momentum", "reversion"])
        {
            for (int i = 1; i <= 3; i++)
                Take(new ItemDone("choose", $"{expert}: window {i}", i, 3));
            Take(new TrainingDone(expert, 2, 0.6, TimeSpan.FromSeconds(1)));
        }

        Assert.Equal(1, before);

        void Take(WorkflowEvent told)
        {
            meter.Take(told);
            Assert.InRange(meter.Now.Fraction!.Value, before, 1);
            before = meter.Now.Fraction.Value;
        }
    }

    [Fact]
    public void A_note_with_a_code_is_told_by_its_code_and_values_and_keeps_its_text()
    {
        var meter = new ProgressMeter(1);
        meter.Take(new Note("The model m was made so already.") { Code = "model-kept", Values = ["momentum", "m"] });
        Assert.Equal("The model m was made so already.", meter.Now.Text);
        Assert.Equal(new ProgressWords("note-model-kept", []).Name, meter.Now.Said!.Name);
        Assert.Equal(["momentum", "m"], meter.Now.Said.Values);
        meter.Take(new Note("Something else."));
        Assert.Null(meter.Now.Said);
    }

    [Fact]
    public void Names_are_sorted_by_their_letters_codes_in_every_language()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("fr-FR");
            WatchlistRow row = Blank<WatchlistRow>();
            string[] tickers = ["a", "B-A", "BA", "^Z", "É"];
            Assert.Equal(
                tickers.Order(StringComparer.Ordinal),
                WatchlistQuery
                    .Of(null, null, "ticker")
                    .In(tickers.Select(t => row with { Ticker = t }))
                    .Select(r => r.Ticker)
            );
            BacktestTrade trade = Blank<BacktestTrade>();
            BacktestResult traded = Blank<BacktestResult>() with
            {
                Trades = [.. tickers.Select(t => trade with { Ticker = t })],
            };
            Assert.Equal(
                tickers.Order(StringComparer.Ordinal).Reverse(),
                TradeQuery.Of(null, null, null, "-ticker").In(traded).Select(t => t.Trade.Ticker)
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IBarWorkflows Bars(StoredSeries[] stored) =>
        Fake.Of<IBarWorkflows>(("List", _ => stored), ("Universes", _ => Array.Empty<UniverseOverview>()));

    private static StoredSeries Series(string ticker, string source) =>
        Blank<StoredSeries>() with
        {
            Ticker = ticker,
            Source = source,
            FirstDay = new(2020, 1, 2),
            LastDay = new(2024, 1, 2),
        };

    /// <summary>A record whose members nobody looks at.</summary>
    private static T Blank<T>()
        where T : class => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
