using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Risk;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos risk</c>.</summary>
internal sealed class RiskCommand : Verb
{
    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<string?> _ticker;
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<DateOnly?> _asOf = TypedOptions.Day(
        "--as-of",
        "The last day whose bar is used. Without it: the newest."
    );

    public RiskCommand(VerbContext context)
        : base("risk", "Forecast how volatile a ticker will be, and how much it may lose.", context)
    {
        _ticker = TickerOption("The ticker to forecast.", required: true);
        _tickers = TickersOption("The market to see it in. Without it: the tickers the model was trained on.");
        Add(_ticker);
        Add(_tickers);
        Add(_asOf);
        Add(_accept);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        RiskRequest request = new(arguments.GetValue(_ticker)!, arguments.GetValue(_tickers), arguments.GetValue(_asOf))
        {
            AcceptSerious = arguments.GetValue(_accept),
        };
        RiskReport report = session.Tell(
            (progress, cancellation) => session.Signals.Risk(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.RiskReport, RiskView.Write);
        return ExitCode.Done;
    }
}
