using System.Diagnostics.Metrics;
using Ploutos.Workspace;

namespace Ploutos.Alerts;

/// <summary>What the sending of alerts counts.</summary>
internal static class AlertTelemetry
{
    private static readonly Meter Meter = new(Instrumentation.Name);
    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>(
        "ploutos.alerts",
        description: "Attempts to send alerts, by channel and result."
    );

    /// <summary>Counts an attempt to send: sent, failed (it is tried again) or given up.</summary>
    public static void Count(string channel, string result) =>
        Alerts.Add(
            1,
            new KeyValuePair<string, object?>("channel", channel),
            new KeyValuePair<string, object?>("result", result)
        );
}
