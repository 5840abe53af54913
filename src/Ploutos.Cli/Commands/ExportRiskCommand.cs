using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Risk;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos export risk</c>.</summary>
internal sealed class ExportRiskCommand : Verb
{
    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<string?> _ticker;
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string> _out = new("--out")
    {
        Description = "The CSV file to write: date, one column an input, volatility, p.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public ExportRiskCommand(VerbContext context)
        : base("risk", "Write a ticker's risk inputs and forecasts as CSV.", context)
    {
        _ticker = TickerOption("The ticker.", required: true);
        _tickers = TickersOption("The market to see it in. Without it: the tickers the model was trained on.");
        Add(_ticker);
        Add(_tickers);
        Add(_out);
        Add(_accept);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string ticker = arguments.GetValue(_ticker)!,
            file = arguments.GetValue(_out)!;
        RiskRequest request = new(ticker, arguments.GetValue(_tickers)) { AcceptSerious = arguments.GetValue(_accept) };
        int rows = session.Tell(
            (progress, cancellation) =>
                session.Signals.ExportRisk(request, file, arguments.GetValue(_force), progress, cancellation)
        );
        session.Show(
            new ExportedRisk(ticker, Path.GetFullPath(file), rows),
            static () => CliJson.Default.ExportedRisk,
            (output, done) => output.Line($"{Figures.Count(done.Rows)} rows of {done.Ticker} written to {done.File}")
        );
        return ExitCode.Done;
    }
}
