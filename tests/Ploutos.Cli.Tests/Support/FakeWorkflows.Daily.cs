using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

internal sealed partial class FakeWorkflows
{
    public LiveRun Run { get; init; } =
        new()
        {
            Day = new(2017, 12, 29),
            Status = LiveRunStatus.Done,
            StartedAt = new(2017, 12, 29, 22, 0, 0, TimeSpan.Zero),
            Seconds = 1.5,
            Signals = 2,
            Reasons = 1,
            NextAt = new(2018, 1, 2, 22, 0, 0, TimeSpan.Zero),
        };

    public LiveStatus State { get; init; } =
        new()
        {
            Health = HealthState.Ok,
            Problems = [],
            LastDueDay = new(2017, 12, 29),
            NextRunAt = new(2018, 1, 2, 22, 0, 0, TimeSpan.Zero),
            FailedRuns = 0,
            Runs = 20,
            Signals = 40,
            Reasons = 2,
            Models = [],
            Bars = [new("AAPL", new(2017, 12, 29), 0)],
            Drift = [new("momentum", "return_1d", 60, 0.9, 0.3, 0.4, 0.2, true)],
            Calibration = [],
        };

    public ChainReport Chains { get; init; } = new(40, 38, 2, 100, 38, 0, [], []) { Head = new('a', 64) };

    public ReplayReport Replayed { get; init; } = new(40, 40, []);

    public LiveRun LiveOnce(LiveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Answer(request, Run, progress);

    public Task LiveAsync(LiveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Answer(request, Task.CompletedTask, progress);

    public IReadOnlyList<StoredSignal> SignalHistory(string? ticker, DateOnly? firstDay, DateOnly? lastDay) =>
        Answer<IReadOnlyList<StoredSignal>>((ticker, firstDay, lastDay), []);

    public IReadOnlyList<SignalRow> SignalRows { get; init; } = [];

    public IReadOnlyList<SignalRow> Signals(SignalQuery query) => Answer(query, SignalRows);

    public int ExportSignals(SignalExportRequest request) => Answer(request, SignalRows.Count);

    public LiveStatus Status() => Answer("status", State);

    public ChainReport Verify(CancellationToken cancellation) => Answer("verify", Chains);

    public ReplayReport Replay(
        ReplayRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Replayed, progress);
}
