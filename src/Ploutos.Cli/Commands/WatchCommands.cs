using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Replay;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos status</c>.</summary>
internal sealed class StatusCommand(VerbContext context)
    : Verb("status", "Say how the daily run is doing: runs, signals, age of the bars, drift, calibration.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        LiveStatus status = session.Daily.Status();
        session.Show(status, static () => LiveJson.Default.LiveStatus, LiveView.WriteStatus);
        return status.Health == HealthState.Error ? ExitCode.Failed : ExitCode.Done;
    }
}

/// <summary><c>ploutos verify</c>.</summary>
internal sealed class VerifyCommand(VerbContext context)
    : Verb(
        "verify",
        "Check that no stored signal or outcome was changed, and that each was made in time or says that it was not.",
        context
    )
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        ChainReport report = session.Tell((_, cancellation) => session.Daily.Verify(cancellation));
        session.Show(report, static () => LiveJson.Default.ChainReport, LiveView.WriteChains);
        return report.Holds ? ExitCode.Done : ExitCode.Failed;
    }
}

/// <summary><c>ploutos replay</c>.</summary>
internal sealed class ReplayCommand : Verb
{
    private readonly Option<DateOnly?> _from = TypedOptions.Day("--from", "First day. Without it: the first there is.");
    private readonly Option<DateOnly?> _to = TypedOptions.Day("--to", "Last day. Without it: the last there is.");
    private readonly Option<string?> _ticker;
    private readonly Option<bool> _now = new("--as-known-now")
    {
        Description =
            "Take the bars as they are known now, to see what revisions change, instead of as they were known then.",
    };

    public ReplayCommand(VerbContext context)
        : base("replay", "Make recorded signals again from what was known then, and compare.", context)
    {
        _ticker = TickerOption("Only this ticker.", required: false);
        foreach (Option option in new Option[] { _from, _to, _ticker, _now })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        ReplayRequest request = new(
            arguments.GetValue(_from),
            arguments.GetValue(_to),
            arguments.GetValue(_ticker),
            arguments.GetValue(_now)
        );
        ReplayReport report = session.Tell(
            (progress, cancellation) => session.Daily.Replay(request, progress, cancellation)
        );
        session.Show(report, static () => LiveJson.Default.ReplayReport, LiveView.WriteReplay);
        return report.Differences.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
