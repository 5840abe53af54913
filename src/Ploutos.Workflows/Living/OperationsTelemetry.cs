using System.Diagnostics.Metrics;

namespace Ploutos.Workflows.Living;

/// <summary>What alerts and paper trading tell of themselves, by the same meter as the daily run.</summary>
internal static class OperationsTelemetry
{
    private static readonly Meter Meter = new(LiveTelemetry.Name);
    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>(
        "ploutos.alerts",
        description: "Attempts to send alerts, by channel and result."
    );
    private static readonly Gauge<double> Equity = Meter.CreateGauge<double>(
        "ploutos.paper.equity",
        description: "Worth of the paper account at the last close."
    );
    private static readonly Counter<long> PaperRuns = Meter.CreateCounter<long>(
        "ploutos.paper.runs",
        description: "Paper trading runs, by outcome."
    );
    private static readonly Counter<long> Orders = Meter.CreateCounter<long>(
        "ploutos.paper.orders",
        description: "Paper orders, by state."
    );

    /// <summary>Counts an attempt to send: sent, failed (it is tried again) or given up.</summary>
    public static void Count(string channel, string result) =>
        Alerts.Add(
            1,
            new KeyValuePair<string, object?>("channel", channel),
            new KeyValuePair<string, object?>("result", result)
        );

    /// <summary>Counts a paper run.</summary>
    public static void Count(PaperRun run)
    {
        PaperRuns.Add(1, new KeyValuePair<string, object?>("outcome", run.Outcome));
        if (run.Equity is { } equity)
            Equity.Record((double)equity);
        foreach (PaperOrder order in run.Orders)
            Orders.Add(1, new KeyValuePair<string, object?>("state", order.State));
    }
}
