using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data remove</c>.</summary>
internal sealed class DataRemoveCommand : Verb
{
    private readonly Option<IReadOnlyList<string>?> _tickers;

    public DataRemoveCommand(VerbContext context)
        : base(
            "remove",
            "Remove tickers from the store with all their vintages and findings; all of those named, or none. Models"
                + " and stored signals stay, but a signal of a removed ticker can't be replayed.",
            context
        )
    {
        _tickers = TickersOption("The tickers to remove.");
        _tickers.Required = true;
        Add(_tickers);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        IReadOnlyList<StoredSeries> removed = session.Bars.Remove(arguments.GetValue(_tickers) ?? []);
        session.Show(
            removed,
            static () => CliJson.Default.IReadOnlyListStoredSeries,
            (output, shown) =>
            {
                foreach (StoredSeries series in shown)
                    output.Text(
                        $"{series.Ticker}: {Figures.Count(series.Rows)} bars, {Figures.Day(series.FirstDay)} to"
                            + $" {Figures.Day(series.LastDay)}, removed"
                    );
            }
        );
        return ExitCode.Done;
    }
}
