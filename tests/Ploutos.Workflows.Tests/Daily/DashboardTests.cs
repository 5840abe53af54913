using System.Runtime.CompilerServices;
using Ploutos.PaperTrading;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Ploutos.Alerts;
using Ploutos.Signals.Daily;
using Ploutos.Tests;
using Ploutos.Workflows.Observers;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Tests.Daily;

/// <summary>The dashboard of <c>deploy/grafana</c> against the instruments that there are.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public void The_dashboard_asks_for_instruments_that_there_are()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Instrumentation.Name)
                    instruments.Add($"{instrument.Meter.Name}_{instrument.Name}".ToLowerInvariant().Replace('.', '_'));
            },
        };
        listener.Start();
        AlertTelemetry.Count("channel", "sent");
        LiveTelemetry.SetDrifting(0);
        RuntimeHelpers.RunClassConstructor(typeof(PaperTelemetry).TypeHandle);

        string dashboard = File.ReadAllText(Path.Combine(TestPaths.Repository, "deploy", "grafana", "ploutos.json"));
        string[] asked = [.. Names().Matches(dashboard).Select(m => m.Value).Distinct()];
        Assert.True(asked.Length > 8, string.Join(", ", asked));
        Assert.All(
            asked,
            name =>
                Assert.Contains(
                    instruments,
                    i =>
                        name == i
                        || (
                            name.StartsWith(i, StringComparison.Ordinal)
                            && name[i.Length..] is ("_sum" or "_count" or "_bucket")
                        )
                )
        );
    }

    [GeneratedRegex("ploutos_ploutos_[a-z_]+")]
    private static partial Regex Names();
}
