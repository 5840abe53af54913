using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

internal sealed partial class FakeWorkflows
{
    public PaperRun Paper { get; init; } =
        new()
        {
            Day = new(2026, 11, 20),
            Outcome = PaperOutcome.Traded,
            Detail = "1 orders given for the next open.",
            Cash = 99_000.01m,
            Equity = 100_000.55m,
            Orders =
            [
                new()
                {
                    ClientId = "ploutos-20261120-NVDA",
                    Day = new(2026, 11, 20),
                    Ticker = "NVDA",
                    Shares = 12,
                    State = PaperOrderState.Open,
                    FilledShares = 0,
                    FilledPrice = null,
                    Reason = null,
                },
            ],
            Fills =
            [
                new()
                {
                    ClientId = "ploutos-20261119-AAPL",
                    Day = new(2026, 11, 19),
                    Ticker = "AAPL",
                    Shares = -3,
                    State = PaperOrderState.Filled,
                    FilledShares = -3,
                    FilledPrice = 270.1234m,
                    Reason = null,
                },
            ],
            Notes = ["MSFT: left out"],
            Reconciliation = Agreed,
        };

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

    public PaperHistory PaperHistory() =>
        Answer(
            "paper history",
            new PaperHistory
            {
                Days = [],
                Account = [],
                BuyAndHold = [],
                Tickers = [],
            }
        );

    public PaperStatus PaperStatus() =>
        Answer(
            "paper status",
            new PaperStatus
            {
                Broker = "embedded",
                LastDay = new(2026, 11, 20),
                Cash = 99_000.01m,
                Equity = 100_000.55m,
                Return = 0.0000055,
                Positions = [new("AAPL", 7, 270.5m, 1893.5m)],
                OpenOrders = Paper.Orders,
                Days = [new(new(2026, 11, 20), 99_000.01m, 100_000.55m)],
                Switch = Switch(false),
                LastRun = "2026-11-20 traded: 1 order",
            }
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
