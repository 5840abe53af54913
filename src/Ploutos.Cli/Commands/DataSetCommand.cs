using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data set</c>.</summary>
internal sealed class DataSetCommand : Verb
{
    private const string Yes = "yes",
        None = "none";

    private readonly Argument<string> _ticker = new("TICKER") { Description = "The ticker as it is stored." };
    private readonly Option<string?> _market = new("--market")
    {
        Description = "The market whose days its bars keep.",
        HelpName = "MARKET",
    };
    private readonly Option<string?> _currency = new("--currency")
    {
        Description = "What its stored prices are in, such as EUR, or GBp for pence. Nothing is converted.",
        HelpName = "CODE",
    };
    private readonly Option<string?> _kind = new("--kind")
    {
        Description = "What it is.",
        HelpName = string.Join("|", SetRequest.Kinds),
    };
    private readonly Option<string?> _volume = new("--volume")
    {
        Description = "Whether its bars have a volume that can be used.",
        HelpName = $"{Yes}|{None}",
    };

    private readonly Option<string?> _ended = new("--ended")
    {
        Description = "The last day of a ticker that ended; none for one that goes on. Later bars stay, unused.",
        HelpName = "DAY|none",
    };
    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Why it ended. Default: delisted.",
        HelpName = string.Join("|", SetRequest.Reasons),
    };

    public DataSetCommand(VerbContext context)
        : base(
            "set",
            "Set market, currency, kind, volume or end of a stored ticker. Its bars are held against the market's days"
                + " again.",
            context
        )
    {
        _ticker.CompletionSources.Add(context.Completions.Tickers);
        _market.CompletionSources.Add([.. CalendarWorkflow.Markets]);
        _kind.CompletionSources.Add([.. SetRequest.Kinds]);
        _volume.AcceptOnlyFromAmong(Yes, None);
        Add(_ticker);
        foreach (Option option in new Option[] { _market, _currency, _kind, _volume, _ended, _reason })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        StoredSeries set = session.Bars.SetInstrument(
            new(
                arguments.GetValue(_ticker)!,
                arguments.GetValue(_market),
                arguments.GetValue(_currency),
                arguments.GetValue(_kind),
                arguments.GetValue(_volume) is { } volume ? volume == Yes : null,
                arguments.GetValue(_ended)
            )
            {
                Reason = arguments.GetValue(_reason),
            }
        );
        session.Show(
            set,
            static () => CliJson.Default.StoredSeries,
            (output, shown) =>
                output.Text(
                    $"{shown.Ticker}: market {StoredSeriesView.MarketOf(shown)}, currency"
                        + $" {StoredSeriesView.CurrencyOf(shown)}, kind {StoredSeriesView.KindOf(shown)}"
                        + $"{StoredSeriesView.EndOf(shown)};"
                        + $" {Figures.Count(shown.Warnings)} warning(s), {Figures.Count(shown.Serious)} serious"
                )
        );
        return ExitCode.Done;
    }
}
