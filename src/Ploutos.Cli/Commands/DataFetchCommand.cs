using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data fetch</c>.</summary>
internal sealed class DataFetchCommand : Verb
{
    private readonly FetchInput _input;
    private readonly Option<DateOnly?> _from = TypedOptions.Day(
        "--from",
        "First day wanted. Without it: twenty years back for a new ticker, what is stored for a known one."
    );
    private readonly Option<DateOnly?> _to = TypedOptions.Day(
        "--to",
        "Last day wanted. Without it: the last finished trading day."
    );

    public DataFetchCommand(VerbContext context)
        : base(
            "fetch",
            "Get bars from a source on the network, check them, and put them into the store; of known tickers only the"
                + " missing days.",
            context
        )
    {
        Option<IReadOnlyList<string>?> tickers = TypedOptions.Names(
            "--tickers",
            $"Tickers, universes ({string.Join(", ", Universes.Names)}), or text files that list tickers.",
            "A,B,...|UNIVERSE|FILE"
        );
        tickers.Required = true;
        tickers.CompletionSources.Add(context.Completions.Fetchable);
        _input = new(this, tickers);
        Add(_from);
        Add(_to);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        FetchRequest request = _input.Read(arguments) with
        {
            From = arguments.GetValue(_from),
            To = arguments.GetValue(_to),
        };
        FetchReport report = session.ShowProgress(
            (progress, cancellation) => session.Bars.Fetch(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.FetchReport, FetchView.Write);
        return ExitCodes.Of(report.Fault);
    }
}
