using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.PaperTrading;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos paper status</c>.</summary>
internal sealed class PaperStatusCommand(VerbContext context)
    : Verb(
        "status",
        "Show the paper account as the book has it: cash, positions, open orders, the kill switch.",
        context
    )
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Paper.PaperStatus(),
            static () => OperationsJson.Default.PaperStatus,
            PaperView.WriteStatus
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos paper run</c>.</summary>
internal sealed class PaperRunCommand : Verb
{
    private readonly Option<bool> _once = new("--once")
    {
        Description = "Run once and return; said for clearness, since nothing else is done.",
    };

    public PaperRunCommand(VerbContext context)
        : base(
            "run",
            "Trade the newest day's signals on paper. Run again, it finishes what was broken off and changes nothing"
                + " else.",
            context
        ) => Add(_once);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        PaperRun run = session.Paper.PaperRun(Context.Shell.Cancellation);
        session.Show(run, static () => OperationsJson.Default.PaperRun, PaperView.WriteRun);
        return run.Outcome == PaperOutcome.Refused ? ExitCode.Failed : ExitCode.Done;
    }
}

/// <summary><c>ploutos paper stop</c>.</summary>
internal sealed class PaperStopCommand : Verb
{
    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Why, for whoever looks later.",
        HelpName = "TEXT",
    };

    public PaperStopCommand(VerbContext context)
        : base(
            "stop",
            "Set the kill switch: no order is given until 'paper resume', and open ones are cancelled.",
            context
        ) => Add(_reason);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Paper.PaperStop(arguments.GetValue(_reason), Context.Shell.Cancellation),
            static () => OperationsJson.Default.PaperSwitch,
            PaperView.WriteSwitch
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos paper resume</c>.</summary>
internal sealed class PaperResumeCommand(VerbContext context) : Verb("resume", "Release the kill switch.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Paper.PaperResume(),
            static () => OperationsJson.Default.PaperSwitch,
            PaperView.WriteSwitch
        );
        return ExitCode.Done;
    }
}

/// <summary><c>ploutos paper reconcile</c>.</summary>
internal sealed class PaperReconcileCommand : Verb
{
    private readonly Option<bool> _accept = new("--accept")
    {
        Description = "Take the broker's account over into the book as it is.",
    };

    public PaperReconcileCommand(VerbContext context)
        : base(
            "reconcile",
            "Hold the book against the broker's account: every position, and the cash to the cent.",
            context
        ) => Add(_accept);

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        PaperReconciliation found = session.Paper.PaperReconcile(
            arguments.GetValue(_accept),
            Context.Shell.Cancellation
        );
        session.Show(found, static () => OperationsJson.Default.PaperReconciliation, PaperView.WriteReconciliation);
        return found.Agrees || found.Accepted ? ExitCode.Done : ExitCode.Failed;
    }
}
