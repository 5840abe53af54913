using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Judge;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos judge</c>.</summary>
internal sealed class JudgeCommand : Verb
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description =
            "A CSV file: date and a column of returns a strategy; or ticker,date,score; or"
            + " ticker,date,probability,outcome.",
    };
    private readonly Option<int?> _trials = TypedOptions.Whole(
        "--trials",
        "How many strategies were tried until this one was chosen. Without it: the columns of the file.",
        least: 1
    );
    private readonly Option<double?> _cash = TypedOptions.Number(
        "--cash-rate",
        "What cash earns a year, taken off returns, as 0.03.",
        0,
        1
    );
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Also write the report as one HTML file.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a report that exists." };

    public JudgeCommand(VerbContext context)
        : base(
            "judge",
            "Say what returns, signals or forecasts from anywhere are worth, and how much of it may be luck.",
            context
        )
    {
        Add(_file);
        foreach (Option option in new Option[] { _trials, _cash, _report, _force })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        JudgeRequest request = new(
            arguments.GetValue(_file)!,
            arguments.GetValue(_trials),
            arguments.GetValue(_cash) ?? 0,
            arguments.GetValue(_report),
            arguments.GetValue(_force)
        );
        JudgeReport report = session.Research.Judge(request);
        session.Show(
            report,
            static () => CliJson.Default.JudgeReport,
            (output, judged) => JudgeView.Write(output, judged, request)
        );
        return ExitCode.Done;
    }
}
