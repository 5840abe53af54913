using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data export</c>.</summary>
internal sealed class DataExportCommand : Verb
{
    private const string Csv = "csv",
        Parquet = "parquet";

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder to write to; a file a ticker, such as NVDA.csv.",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string> _format = new("--format")
    {
        Description = "The files' format: csv, or parquet for pandas, polars and DuckDB.",
        HelpName = $"{Csv}|{Parquet}",
        DefaultValueFactory = _ => Csv,
    };
    private readonly Option<int?> _vintage = TypedOptions.Whole(
        "--vintage",
        "Which vintage. Without it: the newest.",
        least: 1
    );
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };

    public DataExportCommand(VerbContext context)
        : base("export", "Write stored bars as files that 'data import' reads back as the very same bars.", context)
    {
        _tickers = TickersOption("Only these tickers. Without it: all of the store.");
        _format.AcceptOnlyFromAmong(Csv, Parquet);
        foreach (Option option in new Option[] { _out, _tickers, _format, _vintage, _force })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        BarExportRequest request = new(
            arguments.GetValue(_out)!,
            arguments.GetValue(_tickers),
            arguments.GetValue(_vintage),
            arguments.GetValue(_force)
        )
        {
            Form = arguments.GetValue(_format) == Parquet ? BarFileForm.Parquet : BarFileForm.Csv,
        };
        IReadOnlyList<ExportedBars> written = session.ShowProgress(
            (progress, cancellation) => session.Bars.ExportBars(request, progress, cancellation)
        );
        session.Show(
            written,
            static () => CliJson.Default.IReadOnlyListExportedBars,
            (output, files) =>
            {
                SimulatedBanner.Write(output, files.Any(file => file.Simulated));
                foreach (ExportedBars file in files)
                    output.Text(
                        $"{file.Ticker}: {Figures.Count(file.Rows)} bars, {Figures.Day(file.FirstDay)} to"
                            + $" {Figures.Day(file.LastDay)}, "
                            + $"written to {file.File}"
                    );
                foreach (string terms in files.Select(file => file.Terms).OfType<string>().Distinct())
                    output.Text(terms);
            }
        );
        return ExitCode.Done;
    }
}
