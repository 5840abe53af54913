using System.CommandLine;
using System.Globalization;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos export features</c>.</summary>
internal sealed class ExportFeaturesCommand : Verb
{
    private readonly Option<string?> _ticker;
    private readonly Option<string> _out = new("--out")
    {
        Description = "The CSV file to write: date, then one column a feature.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _set = new("--set")
    {
        Description = "One set alone. Without it: the features of the three experts.",
        HelpName = string.Join('|', FeatureExport.Sets),
    };

    private readonly Option<bool> _unrepaired = new("--unrepaired")
    {
        Description = "From the bars as they were delivered, before any check or repair.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public ExportFeaturesCommand(VerbContext context)
        : base("features", "Write a ticker's features as CSV.", context)
    {
        _set.AcceptOnlyFromAmong([.. FeatureExport.Sets]);
        _ticker = TickerOption("The ticker.", required: true);
        Add(_ticker);
        Add(_set);
        Add(_out);
        Add(_unrepaired);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string ticker = arguments.GetValue(_ticker)!,
            file = arguments.GetValue(_out)!;
        ExportedFeatures exported = new(
            ticker,
            Path.GetFullPath(file),
            session.Research.ExportFeatures(
                new(ticker, file, arguments.GetValue(_set), arguments.GetValue(_unrepaired), arguments.GetValue(_force))
            )
        );
        session.Show(
            exported,
            static () => CliJson.Default.ExportedFeatures,
            (output, done) =>
                output.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{done.Rows:N0} rows of {done.Ticker} written to {done.File}"
                    )
                )
        );
        return ExitCode.Done;
    }
}
