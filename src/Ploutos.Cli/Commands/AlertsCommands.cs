using System.CommandLine;
using Ploutos.Alerts;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos alerts list</c>.</summary>
internal sealed class AlertsListCommand(VerbContext context)
    : Verb("list", "Show the channels and rules of alerts.json, and what is or was on its way.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(session.Alerts.Alerts(), static () => OperationsJson.Default.AlertOverview, AlertsView.WriteList);
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos alerts test</c>.</summary>
internal sealed class AlertsTestCommand(VerbContext context)
    : Verb("test", "Send one alert to each channel, and say what came of it.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        IReadOnlyList<AlertTest> tests = session.Alerts.TestAlerts(Context.Shell.Cancellation);
        session.Show(tests, static () => OperationsJson.Default.IReadOnlyListAlertTest, AlertsView.WriteTests);
        return tests.All(t => t.Delivered) ? ExitCode.Done : ExitCode.Failed;
    }
}
