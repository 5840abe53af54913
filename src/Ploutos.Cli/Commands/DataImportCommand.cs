using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data import</c>.</summary>
internal sealed class DataImportCommand : Verb
{
    private readonly SourceInput _source = new();
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string?> _dateFormat = new("--date-format")
    {
        Description = "How the files write dates, such as dd/MM/yyyy. Without it: found out.",
        HelpName = "FORMAT",
    };
    private readonly Option<bool> _strict = new("--strict") { Description = "Refuse series with serious findings." };

    public DataImportCommand(VerbContext context)
        : base("import", "Read bars from a source, check them, and put them into the store.", context)
    {
        _tickers = TickersOption("Only these tickers. Without it: all of the source.");
        _source.AddTo(this);
        Add(_tickers);
        Add(_dateFormat);
        Add(_strict);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        ImportRequest request = new(
            _source.ReadRequired(arguments),
            arguments.GetValue(_tickers),
            arguments.GetValue(_dateFormat),
            arguments.GetValue(_strict)
        );
        DataReport report = session.ShowProgress(
            (progress, cancellation) => session.Bars.Import(request, progress, cancellation)
        );
        session.Show(
            report,
            CliJson.Default.DataReport,
            (output, shown) => DataReportView.Write(output, shown, "ploutos data check --json")
        );
        return ExitCode.Done;
    }
}
