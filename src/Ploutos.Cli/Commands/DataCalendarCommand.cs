using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos data calendar</c>.</summary>
internal sealed class DataCalendarCommand : Verb
{
    private readonly Argument<string> _market = new("MARKET")
    {
        Description = $"The market: {string.Join(", ", CalendarWorkflow.Markets)}.",
    };
    private readonly Option<DateOnly?> _from = TypedOptions.Day("--from", "First day. Without it: 1 January.");
    private readonly Option<DateOnly?> _to = TypedOptions.Day("--to", "Last day. Without it: 31 December.");

    public DataCalendarCommand(VerbContext context)
        : base("calendar", "Print a market's closed weekdays and early closes.", context)
    {
        _market.CompletionSources.Add([.. CalendarWorkflow.Markets]);
        Add(_market);
        Add(_from);
        Add(_to);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        CalendarRequest request = new(arguments.GetValue(_market)!, arguments.GetValue(_from), arguments.GetValue(_to));
        MarketCalendar calendar = session.Tell((progress, _) => session.Bars.Calendar(request, progress));
        session.Show(
            calendar.Days,
            static () => CliJson.Default.IReadOnlyListMarketDay,
            (output, _) => MarketCalendarView.Write(output, calendar)
        );
        return ExitCode.Done;
    }
}
