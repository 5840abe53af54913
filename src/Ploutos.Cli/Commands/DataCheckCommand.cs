using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data check</c>.</summary>
internal sealed class DataCheckCommand : Verb
{
    private readonly SourceInput _source = new();
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string?> _dateFormat = new("--date-format") { Description = "How the files write dates, such as dd/MM/yyyy. Without it: found out.", HelpName = "FORMAT" };

    public DataCheckCommand(VerbContext context)
        : base("check", "Report every defect by ticker, date, reason and what is done about it; of the store, or of a source before it is imported.", context)
    {
        _tickers = TickersOption("Only these tickers of the source.");
        _source.AddTo(this);
        Add(_tickers);
        Add(_dateFormat);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string? source = _source.Read(arguments);
        IReadOnlyList<string>? tickers = arguments.GetValue(_tickers);
        string? dateFormat = arguments.GetValue(_dateFormat);
        if (source is null && (tickers ?? (object?)dateFormat) is not null)
            throw new PloutosException(ExitCode.WrongUsage,
                "--tickers and --date-format go with a source, but none was given: add csv:PATH, or leave them out to check the store.");
        ImportRequest? request = source is null ? null : new(source, tickers, dateFormat);
        DataReport report = session.Watch((progress, cancellation) => session.Workflows.Check(request, progress, cancellation));
        string all = source is null ? "ploutos data check --json" : $"ploutos data check {source} --json";
        session.Show(report, CliJson.Default.DataReport, (output, shown) => DataReportView.Write(output, shown, all));
        return ExitCode.Done;
    }
}
