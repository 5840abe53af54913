using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data update</c>.</summary>
internal sealed class DataUpdateCommand : Verb
{
    private readonly FetchInput _input;

    public DataUpdateCommand(VerbContext context)
        : base(
            "update",
            "Bring stored bars up to date: ask only for the days that are missing, and report what was revised"
                + " upstream.",
            context
        ) =>
        _input = new(
            this,
            TickersOption("Only these tickers of the store. Without it: all that came from a source on the network.")
        );

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        FetchRequest request = _input.Read(arguments);
        FetchReport report = session.ShowProgress(
            (progress, cancellation) => session.Bars.Update(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.FetchReport, FetchView.Write);
        return ExitCodes.Of(report.Fault);
    }
}
