using System.Diagnostics;
using System.Globalization;
using Ploutos.Live.Simulation;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Tests.Daily;

/// <summary>The daily run with its paper account and its alerts as a process that is killed with
/// -9 at random moments: 30 trading days and 4 kills in every run of the suite; a year with
/// <c>PLOUTOS_TEST_LIVE_DAYS=250 PLOUTOS_TEST_LIVE_KILLS=100</c>.</summary>
public sealed class KilledYearTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _days = Wanted("PLOUTOS_TEST_LIVE_DAYS", 30),
        _kills = Wanted("PLOUTOS_TEST_LIVE_KILLS", 4);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whenever_it_is_killed_every_day_has_one_signal_or_reason_a_ticker_and_all_can_be_made_again()
    {
        string root = template.Copy(_folder.Path);
        var exchange = new SimulatedExchange(_folder.File("exchange"), _days);
        using var observers = new KilledObservers(new WorkspaceFolder(root), exchange);
        long started = Stopwatch.GetTimestamp();
        int killed = await RunAndKill(root, exchange, observers);
        TimeSpan took = Stopwatch.GetElapsedTime(started);

        IPloutosWorkflows workflows = WorkflowFactory.Create(
            new WorkspaceFolder(root),
            new SimulatedClock(exchange.End)
        );
        IReadOnlyList<StoredSignal> history = workflows.SignalHistory();
        Assert.Equal(
            exchange.Days.SelectMany(_ => exchange.Tickers, (day, ticker) => (day, ticker)),
            history.Select(s => (s.Record.AsOf, s.Record.Ticker))
        );
        Assert.All(history, s => Assert.True(s.Record.Signal is null != s.Record.Reason is null));
        foreach (StoredSignal signal in history)
            Assert.Equal(Expected(exchange, signal.Record), signal.Record.Reason is null);

        ChainReport chains = workflows.Verify(Stop);
        Assert.Empty(chains.Broken);
        Assert.Equal((history.Count, 0), (chains.InTime, chains.Late));
        Assert.Equal((0, 0), (chains.Predicted, chains.Predictions));
        Assert.Equal(
            history.Select(s => s.Sequence).Order(),
            File.ReadLines(_folder.File("observed"))
                .Select(l => long.Parse(l.Split(' ')[0], CultureInfo.InvariantCulture))
                .Distinct()
                .Order()
        );

        ReplayReport replay = workflows.Replay(new(), null, Stop);
        Assert.Empty(replay.Differences);
        Assert.True(killed >= _kills * 9 / 10, $"only {killed} of {_kills} kills came in time");
        string alerts = observers.CheckAlerts(history, killed);
        string account = await observers.CheckAccountAsync(
            workflows,
            history,
            template.Copy(_folder.File("calm")),
            Stop
        );
        Report(exchange, history, chains, killed, took, account, alerts);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Whether a ticker can have a signal of a day.</summary>
    private static bool Expected(SimulatedExchange exchange, SignalRecord record) =>
        exchange[record.AsOf] switch
        {
            DayFault.DownAllNight => false,
            DayFault.Hole => record.Ticker != exchange.Tickers[1],
            _ => true,
        };

    private async Task<int> RunAndKill(string root, SimulatedExchange exchange, KilledObservers observers)
    {
        var random = new Random(20261122);
        var moments = new Queue<DateTimeOffset>(
            Enumerable
                .Range(0, _kills)
                .Select(_ => exchange.Start + (random.NextDouble() * 0.97 * (exchange.End - exchange.Start)))
                .Order()
        );
        string clock = Path.Combine(root, "clock");
        for (int killed = 0; ;)
        {
            observers.BeforeStart(killed);
            using Process worker = Start(root);
            while (!worker.HasExited && (moments.Count == 0 || Now(clock) < moments.Peek()))
                await Task.Delay(moments.Count == 0 ? 20 : 1, Stop);
            if (worker.HasExited)
            {
                Assert.True(worker.ExitCode == 0, await worker.StandardError.ReadToEndAsync(Stop));
                return killed;
            }

            moments.Dequeue();
            await Task.Delay(random.Next(150), Stop); // anywhere in a day's work
            worker.Kill(); // SIGKILL
            await worker.WaitForExitAsync(Stop);
            killed++;
        }
    }

    private Process Start(string root)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(
            TestPaths.Repository,
            "tests",
            "Ploutos.Live.Worker",
            "bin",
            configuration,
            "net10.0",
            "Ploutos.Live.Worker.dll"
        );
        var start = new ProcessStartInfo("dotnet", [program, root, _days.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its pipes would outlive a killed process
        return Process.Start(start)!;
    }

    private static DateTimeOffset Now(string clock)
    {
        try
        {
            return File.Exists(clock)
                ? new(long.Parse(File.ReadAllText(clock), CultureInfo.InvariantCulture), TimeSpan.Zero)
                : DateTimeOffset.MinValue;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return DateTimeOffset.MinValue; // it is being replaced
        }
    }

    private void Report(
        SimulatedExchange exchange,
        IReadOnlyList<StoredSignal> history,
        ChainReport chains,
        int killed,
        TimeSpan took,
        params string[] more
    )
    {
        using SignalStore signals = SignalStore.Open(new WorkspaceFolder(_folder.Path));
        ILookup<DayFault, DateOnly> faults = exchange.Days.ToLookup(d => exchange[d]);
        int made = history.Count(s => s.Record.Signal is not null);
        int versions = history.SelectMany(s => s.Record.Experts).Select(e => e.Version).Distinct().Count();
        int retrainings = signals.Notes("retraining", DateTimeOffset.MinValue).Count;
        string[] lines =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{exchange.Days.Length} trading days in {took.TotalSeconds:F1} s, {killed} kills"
            ),
            $"source down for a night on {faults[DayFault.DownAllNight].Count()} days, "
                + $"for hours on {faults[DayFault.DownForHours].Count()}, revised"
                + $" {faults[DayFault.RevisedNextDay].Count()}, "
                + $"holes {faults[DayFault.Hole].Count()}",
            $"{made} signals, {history.Count - made} reasons, {chains.Outcomes} outcomes, "
                + $"vintages up to {history.Max(s => s.Record.Vintage)}, {retrainings} retrainings, {versions} model"
                + $" versions",
            .. more,
        ];
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private static int Wanted(string variable, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int wanted
        )
            ? wanted
            : otherwise;
}
