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
            Drift =
            [
                new()
                {
                    Expert = "momentum",
                    Feature = "return_1d",
                    Rows = 60,
                    Psi = 0.9,
                    PsiLimit = 0.3,
                    Ks = 0.4,
                    KsLimit = 0.2,
                    Drifts = true,
                },
            ],
            Calibration = [],
        };

    public ChainReport Chains { get; init; } =
        new()
        {
            Signals = 40,
            InTime = 38,
            Late = 2,
            Outcomes = 100,
            Predictions = 38,
            Unchained = 0,
            Broken = [],
            Notes = [],
            Head = new('a', 64),
        };

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

    public TrackHistory Track() =>
        Answer(
            "track",
            new TrackHistory
            {
                Window = 20,
                Experts = [],
                Risk = [],
                Runs = [],
            }
        );

    public LiveStatus Status() => Answer("status", State);

    public ChainReport Verify(CancellationToken cancellation) => Answer("verify", Chains);

    public ReplayReport Replay(
        ReplayRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Replayed, progress);
}
