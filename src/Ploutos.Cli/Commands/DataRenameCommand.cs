using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data rename</c>.</summary>
internal sealed class DataRenameCommand : Verb
{
    private readonly Argument<string> _ticker = new("TICKER") { Description = "The ticker as it is stored." };
    private readonly Argument<string> _name = new("NAME")
    {
        Description = "Its new name. Where the store has bars of it, the past of the old name is put before them.",
    };

    public DataRenameCommand(VerbContext context)
        : base(
            "rename",
            "Give a stored ticker another name, or join its past to bars of the new one. Bars and vintages stay;"
                + " models and stored signals keep the old name.",
            context
        )
    {
        _ticker.CompletionSources.Add(context.Completions.Tickers);
        Add(_ticker);
        Add(_name);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string ticker = arguments.GetValue(_ticker)!;
        StoredSeries renamed = session.Bars.Rename(ticker, arguments.GetValue(_name)!);
        session.Show(
            renamed,
            static () => CliJson.Default.StoredSeries,
            (output, shown) =>
                output.Text(
                    $"{ticker.Trim().ToUpperInvariant()} is {shown.Ticker} now: {Figures.Count(shown.Rows)} bars,"
                        + $" {Figures.Day(shown.FirstDay)} to {Figures.Day(shown.LastDay)}"
                )
        );
        return ExitCode.Done;
    }
}
