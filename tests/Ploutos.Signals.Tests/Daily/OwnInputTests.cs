using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Tests;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Experts whose inputs come from all tickers of a day, or from files, in the daily run.</summary>
public sealed class OwnInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ranks_over_a_day_s_tickers_and_a_relative_label_are_the_same_in_training_and_in_the_daily_run()
    {
        LiveWorkspace live = Open(tickers: 6, days: 6);
        Train(
            live,
            "rank",
            """
            "inputs": {
              "features": ["market.market_return_5"],
              "expressions": { "rank": "CSRank($close/Ref($close,5))", "week": "$close/Ref($close,5)-1" }
            },
            "label": { "kind": "relative", "horizon": 2 }
            """
        );
        for (int day = 0; day < 5; day++)
            Assert.Equal(LiveRunStatus.Done, (await RunOn(live, day)).Status);

        IReadOnlyList<StoredSignal> signals = live.Workflows.SignalHistory();
        Assert.Equal(30, signals.Count);
        BarSeries[] bars = Bars(live);
        ExpertDefinition rank = new ExpertCatalog(live.Workspace).Get("rank");
        TrainedExpert model = new ModelRegistry(live.Workspace.ModelsFolder).Load(rank);
        var forecaster = new ExpertForecaster([model]);
        double[] probability = new double[1],
            labels;
        foreach (SignalRecord record in signals.Select(s => s.Record))
        {
            Assert.NotNull(record.MarketHash);
            // The market as all later bars know it: nothing of them was needed.
            BarSeries own = bars.Single(b => b.Ticker == record.Ticker);
            forecaster.Predict(own.UpTo(record.AsOf), probability, MarketFeatures.Compute(bars));
            Assert.Equal(probability[0], record.Experts.Single().Probability);
        }

        Assert.Equal(30, live.Workflows.Replay(new(), null, Stop).Equal);
        DateOnly first = live.Exchange.Days[0];
        SignalOutcome[] outcomes;
        using (SignalStore store = SignalStore.Open(live.Workspace))
            outcomes = [.. live.Exchange.Tickers.SelectMany(t => store.Outcomes(t, first)).Where(o => o.AsOf == first)];
        Assert.Equal(6, outcomes.Length);
        foreach (SignalOutcome outcome in outcomes)
        {
            BarSeries own = bars.Single(b => b.Ticker == outcome.Ticker);
            labels = rank.Label.Compute(own, MarketFeatures.Compute(bars));
            Assert.Equal(labels[own.Dates.BinarySearch(first)] == 1, outcome.Happened);
        }

        Assert.Equal(3, outcomes.Count(o => o.Happened));
    }

    [Fact]
    public async Task A_replay_names_the_column_and_the_file_that_was_changed_behind_a_signal()
    {
        LiveWorkspace live = Open(tickers: 2, days: 3);
        string file = Path.Combine(live.Workspace.Root, "data", "mood.csv");
        BarSeries[] bars = Bars(live);
        Write(bars[0].Dates.ToArray(), value: 0.3);
        Train(
            live,
            "mood",
            """
            "inputs": {
              "expressions": { "week": "$close/Ref($close,5)-1" },
              "columns": { "mood": { "file": "../data/mood.csv", "column": "score" } }
            },
            "label": { "kind": "up", "horizon": 1 }
            """
        );
        await RunOn(live, 0);
        SignalRecord record = live.Workflows.SignalHistory()[0].Record;
        Assert.Equal(["mood: mood of ../data/mood.csv"], record.ColumnHashes!.Keys);
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);

        Write(bars[0].Dates.ToArray(), value: 0.4);
        ReplayDifference difference = live.Workflows.Replay(new(), null, Stop).Differences[0];

        Assert.Equal("columns revised", difference.Cause);
        Assert.Contains("mood: mood of ../data/mood.csv", difference.Detail, StringComparison.Ordinal);

        void Write(DateOnly[] days, double value) =>
            File.WriteAllLines(
                file,
                [
                    "ticker,date,score",
                    .. live.Exchange.Tickers.SelectMany(t =>
                        days.Select(d => FormattableString.Invariant($"{t},{d:yyyy-MM-dd},{value * (d.DayNumber % 7)}"))
                    ),
                ]
            );
    }

    private LiveWorkspace Open(int tickers, int days)
    {
        var exchange = new SimulatedExchange(_folder.File("exchange"), days, tickers, faultPercent: 0);
        var live = new LiveWorkspace(_folder.File("workspace"), exchange, new SimulatedClock(exchange.Morning))
        {
            Request = new(Source: exchange.Source, RetrainEvery: 0),
        };
        exchange.Show(live.Clock.Now);
        live.Workflows.Import(new(exchange.Source), null, Stop);
        Directory.CreateDirectory(live.Workspace.ExpertFolder);
        return live;
    }

    private static void Train(LiveWorkspace live, string name, string parts)
    {
        File.WriteAllText(
            Path.Combine(live.Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              {{parts}},
              "defaults": { "hidden": [8, 8], "epochs": 3, "learning_rate": 2e-3, "weight_decay": 0.01, "dropout": 0 }
            }
            """
        );
        File.WriteAllText(live.Workspace.EnsembleFile, $$"""{ "experts": [{ "name": "{{name}}", "weight": 1 }] }""");
        live.Workflows.Train(
            new TrainRequest
            {
                Experts = [name],
                Window = 4,
                Fixed = true,
            },
            null,
            Stop
        );
    }

    private static BarSeries[] Bars(LiveWorkspace live)
    {
        using BarStore store = BarStore.Open(live.Workspace.StorePath);
        return [.. store.List().Select(t => store.Read(t.Ticker))];
    }

    private static Task<LiveRun> RunOn(LiveWorkspace live, int day)
    {
        live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[day]).AddHours(1);
        return live.RunAsync();
    }
}
