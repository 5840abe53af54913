using System.Diagnostics;
using Ploutos.Alerts.Channels;
using Ploutos.MarketData.Calendar;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Alerts;

/// <summary>The verbs of <c>ploutos alerts</c>, and the queue of the daily run.</summary>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock.</param>
/// <param name="own">Channels in code, by the type that <c>alerts.json</c> names; null for
/// none.</param>
public sealed class AlertWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    IReadOnlyDictionary<string, IAlertChannel>? own = null
)
{
    private const int ShownEntries = 50;

    /// <summary>The types of channels that are built in.</summary>
    public static IReadOnlyList<string> ChannelTypes => AlertsFile.Types;

    /// <summary>The queue; null where there is no <c>alerts.json</c>.</summary>
    public AlertQueue? OpenQueue() =>
        AlertsFile.Read(workspace.AlertsFile, time, own: own) is { } settings
            ? new(settings, workspace.AlertOutbox, time)
            : null;

    /// <summary>The channels and rules of <c>alerts.json</c>, and the newest 50 entries of the
    /// queue.</summary>
    public AlertOverview List()
    {
        AlertSettings settings = Settings();
        IReadOnlyList<AlertEntry> outbox = [];
        if (File.Exists(workspace.AlertOutbox))
        {
            using SqliteFile database = SqliteFile.Open(workspace.AlertOutbox, AlertOutbox.Schema);
            outbox = new AlertOutbox(database).Newest(ShownEntries);
        }

        return new(
            [.. settings.Channels.Select(c => new AlertChannelInfo(c.Key, c.Value.Description, c.Value.Warning))],
            [.. settings.Rules.Select(r => new AlertRuleInfo(r.On, r.To, r.Tickers, r.Daily))],
            outbox
        );
    }

    /// <summary>Sends one test alert over every channel, all at once. A channel that fails reports
    /// its error in its own result.</summary>
    public IReadOnlyList<AlertTest> Test(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        var alert = new Alert(
            AlertRule.Test,
            null,
            NewYorkTime.DateAt(now),
            "a test of this channel",
            "If you read this, alerts of Ploutos reach you here. Nothing happened.",
            now
        );
        return Task.WhenAll(
                Settings().Channels.Select(channel => TestAsync(channel.Key, channel.Value, alert, cancellation))
            )
            .GetAwaiter()
            .GetResult();
    }

    private static async Task<AlertTest> TestAsync(
        string name,
        IAlertChannel channel,
        Alert alert,
        CancellationToken cancellation
    )
    {
        long start = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            await channel.SendAsync(alert, cancellation).ConfigureAwait(false);
        }
        catch (AlertException e)
        {
            error = e.Message;
        }

        return new(
            name,
            channel.Description,
            error is null,
            error ?? "delivered",
            Stopwatch.GetElapsedTime(start).TotalSeconds
        );
    }

    private AlertSettings Settings() =>
        AlertsFile.Read(workspace.AlertsFile, time, own: own)
        ?? throw new PloutosException(
            Fault.NoData,
            $"There is no '{workspace.AlertsFile}' yet. Write one with channels and rules; docs/alerts.md has examples"
                + $" to copy."
        );
}
