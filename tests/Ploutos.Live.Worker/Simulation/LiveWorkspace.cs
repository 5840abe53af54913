using System.Globalization;
using Ploutos.MarketData.Delivery;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Live.Simulation;

/// <summary>A workspace on a simulated exchange: its bars, three experts so small that they train
/// in a blink, and the daily run with a simulated clock.</summary>
internal sealed class LiveWorkspace(string root, SimulatedExchange exchange, SimulatedClock clock)
{
    private static readonly (string Expert, string Widths)[] Tiny =
    [
        ("momentum", "\"hidden1\":8,\"hidden2\":8,\"hidden3\":8"),
        ("reversion", "\"hidden1\":8,\"hidden2\":8"),
        ("volatility", "\"hidden1\":8,\"hidden2\":8"),
    ];

    public WorkspaceFolder Workspace { get; } = new(root);

    public SimulatedClock Clock => clock;

    public SimulatedExchange Exchange => exchange;

    public LiveRequest Request { get; init; } = new(Source: exchange.Source, RetrainEvery: 21, CompareDays: 42);

    public List<ILiveObserver> Observers { get; } = [];

    public IPloutosWorkflows Workflows => WorkflowFactory.Create(Workspace, clock);

    /// <summary>Imports the exchange's past and trains on it.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Workspace.LogFolder);
        foreach ((string expert, string widths) in Tiny)
        {
            File.WriteAllText(
                Workspace.OptimizationResult(expert),
                """{"best_params":{"learning_rate":0.002,"batch_size":256,"dropout":0.1,"""
                    + """ "weight_decay":0.01,"epochs":3,"""
                    + widths
                    + "}}"
            );
        }

        clock.Now = exchange.Morning;
        exchange.Show(clock.Now);
        Workflows.Import(new ImportRequest(exchange.Source));
        Workflows.Train(new TrainRequest { Window = 4, Cores = 2 });
    }

    public LiveContext Context(LiveRequest? request = null) =>
        new(Workspace, clock, Sources, request ?? Request, Observers);

    /// <summary>One run at the clock's moment.</summary>
    public Task<LiveRun> RunAsync(IProgress<WorkflowEvent>? progress = null, LiveRequest? request = null) =>
        new DailyRun(Context(request)).RunAsync(progress, CancellationToken.None);

    /// <summary>The daily run until a moment of the simulated clock.</summary>
    public async Task LoopAsync(DateTimeOffset until, TimeSpan? step = null, IProgress<WorkflowEvent>? progress = null)
    {
        using var stop = new CancellationTokenSource();
        var loop = new LiveLoop(
            Context(),
            (span, cancellation) =>
            {
                if (clock.Now + span > until)
                    stop.Cancel();
                return clock.WaitAsync(span, cancellation);
            },
            step ?? TimeSpan.FromDays(4)
        );
        await loop.RunAsync(progress, stop.Token);
    }

    /// <summary>What time it is in the world, where the clock is wrong.</summary>
    public Func<DateTimeOffset>? WorldTime { get; set; }

    private SourceSettings Sources()
    {
        exchange.Show(WorldTime?.Invoke() ?? clock.Now);
        return new();
    }
}

/// <summary>Writes down what it is told, a line a signal or event, in a file that survives the
/// process.</summary>
internal sealed class FileObserver(string path) : ILiveObserver
{
    public string Name => "file";

    public Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation) =>
        File.AppendAllLinesAsync(
            path,
            signals.Signals.Select(s =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{s.Sequence} {s.Record.Ticker} {s.Record.AsOf:yyyy-MM-dd}"
                )
            ),
            cancellation
        );

    public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation) => Task.CompletedTask;
}
