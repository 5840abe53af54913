using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>The calendars of the markets. They need neither bars nor a workspace.</summary>
public sealed class CalendarWorkflow(TimeProvider time)
{
    /// <summary>The codes of all markets, for completion.</summary>
    public static IReadOnlyList<string> Markets { get; } = [.. ExchangeCalendars.All.Select(c => c.Mic)];

    /// <summary>The closed weekdays and early closes of a market. What is not sure about them is
    /// told as warnings.</summary>
    /// <exception cref="PloutosException">The market is not known, or the days lie outside its
    /// rules.</exception>
    public MarketCalendar Show(CalendarRequest request, IProgress<WorkflowEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(request);
        ExchangeCalendar calendar =
            ExchangeCalendars.Find(request.Market.Trim())
            ?? throw new PloutosException(
                Fault.WrongUsage,
                $"A market must be one of {string.Join(", ", Markets)}, but got '{request.Market}'."
            );
        DateOnly from = request.From ?? new((request.To ?? calendar.DateAt(time.GetUtcNow())).Year, 1, 1),
            to = request.To ?? new(from.Year, 12, 31);
        Require(calendar, from, to);
        foreach (string doubt in calendar.Doubts(from, to))
            progress?.Report(new Note(doubt, IsWarning: true));
        return new()
        {
            Market = calendar.Mic,
            Name = calendar.Name,
            TimeZone = calendar.TimeZone,
            Hours = InWords(calendar.HoursOf(to)),
            From = from,
            To = to,
            Sessions = calendar.Sessions(from, to).Count(),
            Days = [.. calendar.UnusualDays(from, to).Select(Describe)],
        };
    }

    private static void Require(ExchangeCalendar calendar, DateOnly from, DateOnly to)
    {
        if (from > to)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The first day must not be after the last one, but got {from:yyyy-MM-dd} and {to:yyyy-MM-dd}."
            )
            {
                Remedies = [new ChangeOption("from", "no later than to")],
            };
        if (!calendar.Knows(from) || !calendar.Knows(to))
            throw new PloutosException(
                Fault.WrongUsage,
                $"The calendar of {calendar.Mic} is known from {calendar.First:yyyy-MM-dd} to"
                    + $" {calendar.Last:yyyy-MM-dd}, but got {from:yyyy-MM-dd} to {to:yyyy-MM-dd}."
            )
            {
                Remedies =
                [
                    new ChangeOption("from", $"{calendar.First:yyyy-MM-dd} or later"),
                    new ChangeOption("to", $"{calendar.Last:yyyy-MM-dd} or earlier"),
                ],
            };
    }

    private static MarketDay Describe(CalendarDay day) =>
        new()
        {
            Date = day.Date,
            Kind = day.EarlyClose is null ? "closed" : "early",
            LocalClose = day.EarlyClose is { } close ? Clock(close) : null,
            Name = day.Name,
            Scheduled = day.IsScheduled,
            Certain = day.IsCertain,
        };

    private static string InWords(MarketHours hours)
    {
        if (hours.Opens == hours.Closes)
            return "around the clock";
        string lunch = hours is { BreakFrom: { } from, BreakTo: { } to } ? $", break {Clock(from)} to {Clock(to)}" : "";
        string auction =
            hours.Auction > TimeSpan.Zero ? $", closing auction to {Clock(hours.Closes.Add(hours.Auction))}" : "";
        return $"{Clock(hours.Opens)} to {Clock(hours.Closes)}{lunch}{auction}";
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
