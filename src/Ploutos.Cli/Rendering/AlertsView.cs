using System.Globalization;
using Ploutos.Alerts;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Rendering;

/// <summary>Channels, rules, the outbox, and what tests came to.</summary>
internal static class AlertsView
{
    public static void WriteList(Output output, AlertOverview alerts)
    {
        TextTable channels = new(new("channel"), new("goes to"));
        foreach (AlertChannelInfo channel in alerts.Channels)
            channels.Add(channel.Name, channel.Description);
        channels.Write(output);
        foreach (AlertChannelInfo unsafeOne in alerts.Channels.Where(c => c.Warning is not null))
            output.Line($"Warning: channel '{unsafeOne.Name}': {unsafeOne.Warning}.");
        output.Line();
        TextTable rules = new(new("on"), new("to"), new("tickers"), new("when"));
        foreach (AlertRuleInfo rule in alerts.Rules)
            rules.Add(
                rule.On,
                string.Join(", ", rule.To),
                rule.Tickers is null ? "all" : string.Join(", ", rule.Tickers),
                rule.Daily ? "once a day" : "at once"
            );
        rules.Write(output);
        output.Line();
        if (alerts.Outbox.Count == 0)
        {
            output.Line("No alert has been raised yet.");
            return;
        }

        TextTable outbox = new(
            new("raised (UTC)"),
            new("channel"),
            new("alert"),
            new("state"),
            new("tries", Right: true),
            new("last error")
        );
        foreach (AlertEntry entry in alerts.Outbox)
            outbox.Add(
                entry.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                entry.Channel,
                entry.Title,
                State(entry),
                entry.Attempts.ToString(CultureInfo.InvariantCulture),
                entry.Error ?? ""
            );
        outbox.Write(output);
    }

    public static void WriteTests(Output output, IReadOnlyList<AlertTest> tests)
    {
        TextTable table = new(new("channel"), new("goes to"), new("result"), new("seconds", Right: true));
        foreach (AlertTest test in tests)
            table.Add(
                test.Channel,
                test.Description,
                test.Delivered ? "delivered" : $"FAILED: {test.Detail}",
                test.Seconds.ToString("0.00", CultureInfo.InvariantCulture)
            );
        table.Write(output);
    }

    private static string State(AlertEntry entry) =>
        entry.DueAt is { } due
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{StateName.Of(entry.State)}, due {due.UtcDateTime:MM-dd HH:mm}"
            )
            : StateName.Of(entry.State);
}
