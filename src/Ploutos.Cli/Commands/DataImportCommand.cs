using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data import</c>.</summary>
internal sealed class DataImportCommand : Verb
{
    private readonly PathsInput _paths = new();
    private readonly Option<string?> _ticker = new("--ticker")
    {
        Description = "Whose bars the files hold, where neither name nor content says it; several files are joined.",
        HelpName = "TICKER",
    };
    private readonly Option<string?> _market = new("--market")
    {
        Description = "The market of tickers that name none, such as XLON. Without it: New York.",
        HelpName = "MARKET",
    };
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string?> _dateFormat = new("--date-format")
    {
        Description = "How the files write dates, such as dd/MM/yyyy. Without it: found out.",
        HelpName = "FORMAT",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Read and check, and store nothing." };
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Refuse series with serious findings, and stop at the first file that is refused.",
    };

    public DataImportCommand(VerbContext context)
        : base("import", "Read bars from files, check them, and put them into the store.", context)
    {
        _tickers = TickersOption("Only these tickers. Without it: all of the files.");
        _ticker.CompletionSources.Add(context.Completions.Tickers);
        _market.CompletionSources.Add([.. CalendarWorkflow.Markets]);
        _paths.AddTo(this);
        foreach (Option option in new Option[] { _ticker, _market, _tickers, _dateFormat, _dryRun, _strict })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        IReadOnlyList<string> paths = _paths.Read(arguments);
        ImportRequest request = new(
            paths[0],
            arguments.GetValue(_tickers),
            arguments.GetValue(_dateFormat),
            arguments.GetValue(_strict)
        )
        {
            MorePaths = paths.Count > 1 ? [.. paths.Skip(1)] : null,
            Ticker = arguments.GetValue(_ticker),
            Market = arguments.GetValue(_market),
            DryRun = arguments.GetValue(_dryRun),
        };
        DataReport report = session.ShowProgress(
            (progress, cancellation) => session.Bars.Import(request, progress, cancellation)
        );
        session.Show(
            report,
            static () => CliJson.Default.DataReport,
            (output, shown) =>
            {
                if (shown.Series.Count > 0)
                    DataReportView.Write(output, shown, "ploutos data check --json");
                ImportedFilesView.Write(output, shown.Files, request.DryRun);
            }
        );
        return report.Refused > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
