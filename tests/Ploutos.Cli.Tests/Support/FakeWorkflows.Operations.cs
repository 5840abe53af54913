using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

internal sealed partial class FakeWorkflows
{
    public PaperRun Paper { get; init; } =
        new(
            new(2026, 11, 20),
            PaperOutcome.Traded,
            "1 orders given for the next open.",
            99_000.01m,
            100_000.55m,
            [new("ploutos-20261120-NVDA", new(2026, 11, 20), "NVDA", 12, PaperOrderState.Open, 0, null, null)],
            [new("ploutos-20261119-AAPL", new(2026, 11, 19), "AAPL", -3, PaperOrderState.Filled, -3, 270.1234m, null)],
            ["MSFT: left out"],
            Agreed
        );

    public PaperReconciliation Reconciled { get; init; } = Agreed;

    public IReadOnlyList<AlertTest> Tests { get; init; } =
    [
        new("ops", "webhook (slack) at https://hooks.slack.com", true, "delivered", 0.12),
        new("mail", "mail to me@example.org", false, "can't be reached", 5),
    ];

    public AlertOverview Alerts() =>
        Answer(
            "alerts",
            new AlertOverview(
                [new("ops", "webhook (slack) at https://hooks.slack.com")],
                [new("strong", ["ops"], null, false)],
                [
                    new()
                    {
                        Channel = "ops",
                        Id = "strong:NVDA:2026-11-20",
                        Title = "NVDA: STRONG BUY",
                        State = AlertState.Pending,
                        Attempts = 2,
                        CreatedAt = new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero),
                        DueAt = new(2026, 11, 20, 22, 4, 0, TimeSpan.Zero),
                        Error = "answered 503",
                    },
                ]
            )
        );

    public IReadOnlyList<AlertTest> TestAlerts(CancellationToken cancellation) => Answer("test alerts", Tests);

    public PaperStatus PaperStatus() =>
        Answer(
            "paper status",
            new PaperStatus(
                "embedded",
                new(2026, 11, 20),
                99_000.01m,
                100_000.55m,
                0.0000055,
                [new("AAPL", 7, 270.5m, 1893.5m)],
                Paper.Orders,
                [new(new(2026, 11, 20), 99_000.01m, 100_000.55m)],
                Switch(false),
                "2026-11-20 traded: 1 order"
            )
        );

    public PaperRun PaperRun(CancellationToken cancellation) => Answer("paper run", Paper);

    public PaperSwitch PaperStop(string? reason, CancellationToken cancellation) =>
        Answer(("paper stop", reason), Switch(true));

    public PaperSwitch PaperResume() => Answer("paper resume", Switch(false));

    public PaperReconciliation PaperReconcile(bool accept, CancellationToken cancellation) =>
        Answer(("reconcile", accept), Reconciled with { Accepted = accept });

    public BackupResult Backup(
        BackupRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Answer(
            request,
            new BackupResult(
                request.File ?? "backups/ploutos-20261122-120000.tar.gz",
                1_234_567,
                12,
                3,
                new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)
            ),
            progress
        );

    public RestoreResult Restore(
        RestoreRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Answer(
            request,
            new RestoreResult(
                request.File,
                12,
                new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
                request.Force ? "before-restore-1" : null
            ),
            progress
        );

    private static PaperReconciliation Agreed { get; } = new("embedded", true, 99_000.01m, 99_000.01m, []);

    private static PaperSwitch Switch(bool stopped) =>
        new(
            stopped,
            stopped ? new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero) : null,
            stopped ? "by hand" : null,
            "paper.stop",
            []
        );
}
