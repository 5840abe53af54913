using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data list</c>.</summary>
internal sealed class DataListCommand(VerbContext context) : Verb("list", "List the tickers in the store.", context)
{
    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Show(
            session.Bars.List(),
            static () => CliJson.Default.IReadOnlyListStoredSeries,
            StoredSeriesView.Write
        );
        return ExitCode.Done;
    }
}
