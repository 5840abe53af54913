using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data check</c>.</summary>
internal sealed class DataCheckCommand : Verb
{
    private readonly SourceInput _source = new();
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string?> _dateFormat = new("--date-format")
    {
        Description = "How the files write dates, such as dd/MM/yyyy. Without it: found out.",
        HelpName = "FORMAT",
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Fail where there are serious findings." };
    private readonly Option<string?> _against = FetchInput.NetworkSource(
        "--against",
        "Hold the stored bars against another source, day by day."
    );

    public DataCheckCommand(VerbContext context)
        : base(
            "check",
            "Report every defect by ticker, date, reason and what is done about it; of the store, or of a source"
                + " before it is imported.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers.");
        _source.AddTo(this);
        Add(_tickers);
        Add(_dateFormat);
        Add(_strict);
        Add(_against);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string? source = _source.Read(arguments);
        IReadOnlyList<string>? tickers = arguments.GetValue(_tickers);
        string? dateFormat = arguments.GetValue(_dateFormat);
        if (source is null && dateFormat is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                "--date-format goes with a source, but none was given: add a path, or leave it out to check the"
                    + " store."
            );
        CheckRequest request = new(
            source,
            tickers,
            dateFormat,
            arguments.GetValue(_strict),
            arguments.GetValue(_against)
        );
        DataReport report = session.ShowProgress(
            (progress, cancellation) => session.Bars.Check(request, progress, cancellation)
        );
        string all = source is null ? "ploutos data check --json" : $"ploutos data check {source} --json";
        session.Show(
            report,
            static () => CliJson.Default.DataReport,
            (output, shown) =>
            {
                if (shown.Series.Count > 0)
                    DataReportView.Write(output, shown, all);
                ImportedFilesView.Write(output, shown.Files, dryRun: false);
            }
        );
        bool isSerious = request.Strict && report.Serious > 0;
        return isSerious || report.Refused > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
