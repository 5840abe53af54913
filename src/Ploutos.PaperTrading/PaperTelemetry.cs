using System.Diagnostics.Metrics;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading;

/// <summary>What paper trading counts.</summary>
internal static class PaperTelemetry
{
    private static readonly Meter Meter = new(Instrumentation.Name);
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

    /// <summary>Counts a paper run.</summary>
    public static void Count(PaperRun run)
    {
        PaperRuns.Add(1, new KeyValuePair<string, object?>("outcome", StateName.Of(run.Outcome)));
        if (run.Equity is { } equity)
            Equity.Record((double)equity);
        foreach (PaperOrder order in run.Orders)
            Orders.Add(1, new KeyValuePair<string, object?>("state", StateName.Of(order.State)));
    }
}
