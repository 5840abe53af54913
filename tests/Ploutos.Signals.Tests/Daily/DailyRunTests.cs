using Ploutos.Experts.Definitions;
using Ploutos.Live.Simulation;
using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>What one run does, and what it says where something is wrong.</summary>
public sealed class DailyRunTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WorkflowEvent> _told = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_close_and_the_delay_each_ticker_gets_one_signal_and_a_second_run_gives_no_other()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 3);
        DateOnly day = live.Exchange.Days[0];
        live.Clock.Now = DayMoments.CloseOf(day).AddMinutes(59);
        LiveRun early = await live.RunAsync();
        Assert.Equal(NewYorkCalendar.Previous(day), early.Day);

        live.Clock.Now = DayMoments.CloseOf(day).AddMinutes(60);
        LiveRun run = await live.RunAsync();
        Assert.Equal((LiveRunStatus.Done, day, 3, 0), (run.Status, run.Day, run.Signals, run.Reasons));
        Assert.Equal(3600, run.SecondsAfterClose);
        Assert.Equal(DayMoments.CloseOf(live.Exchange.Days[1]).AddHours(1), run.NextAt);
        Assert.Equal(LiveRunStatus.NothingDue, (await live.RunAsync()).Status);

        IReadOnlyList<StoredSignal> history = live.Workflows.SignalHistory(firstDay: day);
        Assert.Equal(live.Exchange.Tickers, history.Select(s => s.Record.Ticker));
        Assert.All(
            history,
            s =>
            {
                Assert.False(s.Record.Late);
                Assert.Equal(["momentum", "reversion", "volatility"], s.Record.Experts.Select(e => e.Expert));
                Assert.Equal(64, s.Record.DataHash!.Length);
                Assert.Contains(live.Workflows.Models(), m => m.IsCurrent && m.Version == s.Record.Experts[0].Version);
            }
        );
    }

    [Fact]
    public async Task The_signal_is_the_one_that_predict_gives()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        await RunOn(live, live.Exchange.Days[0]);
        foreach (StoredSignal signal in live.Workflows.SignalHistory(firstDay: live.Exchange.Days[0]))
        {
            Prediction prediction = live.Workflows.Predict(
                new PredictRequest
                {
                    Ticker = signal.Record.Ticker,
                    Offline = true,
                    Log = false,
                },
                null,
                Stop
            );
            Assert.Equal(
                (prediction.Signal, prediction.Score, prediction.RawSignal),
                (signal.Record.Signal, signal.Record.Score, signal.Record.RawSignal)
            );
        }
    }

    [Fact]
    public async Task Missed_days_are_caught_up_in_order_each_from_its_own_bars_and_marked_as_late()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 5);
        await RunOn(live, live.Exchange.Days[0]);
        LiveRun run = await RunOn(live, live.Exchange.Days[4]);
        Assert.Equal(live.Exchange.Days[1..], run.Days);
        IReadOnlyList<StoredSignal> history = live.Workflows.SignalHistory("SIM01");
        Assert.Equal([false, true, true, true, false], history.Select(s => s.Record.Late));
        Assert.Equal(Enumerable.Range(history[0].Record.Rows, 5), history.Select(s => s.Record.Rows));
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);
        Assert.True(run.Scored > 0);
    }

    [Fact]
    public async Task A_source_that_is_down_is_asked_again_until_the_deadline_and_then_a_reason_is_stored()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 3);
        DateOnly day = live.Exchange.Days[0];
        live.Exchange[day] = DayFault.DownAllNight;
        LiveRun waiting = await RunOn(live, day);
        Assert.Equal((LiveRunStatus.Waiting, 0, 3), (waiting.Status, waiting.Signals, waiting.WaitingFor.Count));
        Assert.Equal(live.Clock.Now.AddMinutes(30), waiting.NextAt);
        Assert.Empty(live.Workflows.SignalHistory());

        live.Clock.Now = DayMoments.Deadline(day);
        LiveRun given = await live.RunAsync();
        Assert.Equal((LiveRunStatus.Done, 0, 3), (given.Status, given.Signals, given.Reasons));
        Assert.StartsWith("no signal by", live.Workflows.SignalHistory()[0].Record.Reason, StringComparison.Ordinal);

        LiveRun next = await RunOn(live, live.Exchange.Days[1]);
        Assert.Equal((LiveRunStatus.Done, 3), (next.Status, next.Signals));
    }

    [Fact]
    public async Task A_bar_that_comes_hours_late_gets_its_signal_in_time()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        live.Exchange[live.Exchange.Days[0]] = DayFault.DownForHours;
        await live.LoopAsync(live.Exchange.End);
        Assert.All(live.Workflows.SignalHistory(), s => Assert.False(s.Record.Late || s.Record.Signal is null));
    }

    [Fact]
    public async Task A_day_that_only_one_ticker_lacks_is_a_reason_for_it_alone()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        live.Exchange[live.Exchange.Days[0]] = DayFault.Hole;
        LiveRun run = await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal(2, run.Signals);
        Assert.Equal(["SIM02"], run.WaitingFor.Keys);
        await RunOn(live, live.Exchange.Days[1]);
        Assert.Equal(
            ["SIM02"],
            live.Workflows.SignalHistory().Where(s => s.Record.Reason is not null).Select(s => s.Record.Ticker)
        );
    }

    [Fact]
    public async Task Revised_bars_open_a_vintage_that_later_signals_name_and_a_replay_tells_both_apart()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 4);
        live.Exchange[live.Exchange.Days[1]] = DayFault.RevisedNextDay;
        await live.LoopAsync(live.Exchange.End);
        Assert.Equal([1, 1, 2, 2], live.Workflows.SignalHistory("SIM03").Select(s => s.Record.Vintage));
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);
        ReplayReport now = live.Workflows.Replay(new(AsKnownNow: true), null, Stop);
        Assert.Equal(3, now.Differences.Count);
        Assert.All(now.Differences, d => Assert.Equal(("bars revised", live.Exchange.Days[1]), (d.Cause, d.AsOf)));
    }

    [Fact]
    public async Task Unknown_tickers_and_lines_that_are_none_are_told_and_the_rest_goes_on()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        File.WriteAllText(
            Path.Combine(_folder.Path, "data", "watchlist.txt"),
            "SIM01 # the first\nNOSUCH\n\nnot a ticker!\n"
        );
        LiveRun run = await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal((1, 1), (run.Signals, run.Reasons));
        Assert.Contains(run.Warnings, w => w.Contains("not a ticker!", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith(
            "unknown ticker",
            live.Workflows.SignalHistory("NOSUCH")[0].Record.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_broken_model_is_told_and_the_next_day_works_once_it_is_mended()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        string version = live.Workflows.Models("volatility")[0].Version;
        string weights = Path.Combine(
            live.Workspace.ModelsFolder,
            ExpertDefinition.Volatility.ModelFolder,
            "weights.safetensors"
        );
        File.WriteAllBytes(weights, [1, 2, 3]);
        LiveRun broken = await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal(LiveRunStatus.Waiting, broken.Status);
        Assert.Contains("no usable model", broken.WaitingFor["SIM01"], StringComparison.Ordinal);

        live.Workflows.UseModel("volatility", version);
        LiveRun mended = await live.RunAsync();
        Assert.Equal((LiveRunStatus.Done, 3), (mended.Status, mended.Signals));
    }

    [Fact]
    public async Task A_holiday_has_no_run_and_a_half_day_has_it_three_hours_earlier()
    {
        var schedule = new LiveSchedule(new());
        var thanksgiving = new DateOnly(2026, 11, 26);
        Assert.Equal(new DateOnly(2026, 11, 25), schedule.LastDue(DayMoments.Moment(thanksgiving, new(18, 0))));
        Assert.Equal(
            new(2026, 11, 27, 19, 0, 0, TimeSpan.Zero),
            schedule.NextDue(DayMoments.Moment(thanksgiving, new(18, 0)))
        );
        Assert.Equal(new(2026, 7, 6, 21, 0, 0, TimeSpan.Zero), schedule.DueAt(new(2026, 7, 6)));
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        await RunOn(live, live.Exchange.Days[0]);
        DateOnly saturday = live.Exchange.Days[0];
        while (saturday.DayOfWeek != DayOfWeek.Saturday)
            saturday = saturday.AddDays(-1);
        live.Clock.Now = DayMoments.Moment(saturday, new(18, 0));
        Assert.Equal(LiveRunStatus.NothingDue, (await live.RunAsync()).Status);
    }

    [Fact]
    public async Task An_observer_is_told_each_signal_and_one_that_fails_is_told_again_and_stops_nobody()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        var steady = new Recorder("steady");
        var shaky = new Recorder("shaky") { Fails = true };
        live.Observers.AddRange([shaky, steady]);
        await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal([1L, 2L, 3L], steady.Signals);
        Assert.Empty(shaky.Signals);
        shaky.Fails = false;
        await RunOn(live, live.Exchange.Days[1]);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], shaky.Signals);
        Assert.Equal(shaky.Signals, steady.Signals);
        Assert.Contains(steady.Events, e => e is RunEnded { Run.Status: LiveRunStatus.Done });
    }

    [Fact]
    public async Task What_was_stored_and_not_yet_told_does_not_wait_for_a_ticker_that_is_still_missing()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        live.Exchange[live.Exchange.Days[0]] = DayFault.Hole;
        var shaky = new Recorder("shaky") { Fails = true };
        live.Observers.Add(shaky);
        await RunOn(live, live.Exchange.Days[0]);
        Assert.Empty(shaky.Signals);

        shaky.Fails = false;
        live.Clock.Now += TimeSpan.FromMinutes(30);
        LiveRun run = await live.RunAsync();
        Assert.Equal((LiveRunStatus.Waiting, 0), (run.Status, run.Signals));
        Assert.Equal([1L, 2L], shaky.Signals);
    }

    [Fact]
    public async Task The_watchlist_of_the_command_is_kept_in_a_file()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        live.Exchange.Show(live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[0]).AddHours(1));
        LiveRun run = live.Workflows.LiveOnce(new LiveRequest(["SIM02", "SIM03"], live.Exchange.Source), null, Stop);
        Assert.Equal(2, run.Signals);
        Assert.Equal(
            "SIM02\nSIM03\n",
            await File.ReadAllTextAsync(Path.Combine(_folder.Path, "data", "watchlist.txt"), Stop)
        );
        var e = Assert.Throws<PloutosException>(() =>
            live.Workflows.LiveOnce(new LiveRequest(["no such!"]), null, Stop)
        );
        Assert.Equal(Fault.WrongUsage, e.Fault);
    }

    public void Dispose() => _folder.Dispose();

    private Task<LiveRun> RunOn(LiveWorkspace live, DateOnly day)
    {
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(1);
        return live.RunAsync(new Sink(_told));
    }

    private sealed class Sink(List<WorkflowEvent> told) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            lock (told)
                told.Add(value);
        }
    }

    private sealed class Recorder(string name) : ILiveObserver
    {
        public string Name => name;

        public bool Fails { get; set; }

        public List<long> Signals { get; } = [];

        public List<LiveEvent> Events { get; } = [];

        public Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation)
        {
            if (Fails)
                throw new InvalidOperationException("the webhook never answers");
            Signals.AddRange(signals.Signals.Select(s => s.Sequence));
            return Task.CompletedTask;
        }

        public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation)
        {
            Events.Add(happened);
            return Task.CompletedTask;
        }
    }
}
