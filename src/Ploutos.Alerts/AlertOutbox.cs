using System.Globalization;
using System.Text.Json;
using Ploutos.Alerts.Channels;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Alerts;

/// <summary>An alert on its way to a channel.</summary>
internal sealed record Outgoing(long Number, string Channel, Alert Alert, int Attempts);

/// <summary>Alerts on their way, <c>data/alerts.db</c>: each is stored before it is sent, so that
/// it survives a restart, and its id is kept afterwards, so that it is not sent twice.</summary>
internal sealed class AlertOutbox(SqliteFile database)
{
    public static VersionedSchema Schema { get; } =
        new(
            0x506C6F63,
            "an alert outbox of Ploutos",
            """
            CREATE TABLE outgoing (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                channel TEXT NOT NULL,
                id TEXT NOT NULL,
                alert TEXT NOT NULL,
                state TEXT NOT NULL,
                attempts INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                due_at INTEGER NOT NULL,
                error TEXT,
                UNIQUE (channel, id)
            ) STRICT;
            CREATE INDEX outgoing_state ON outgoing (state, due_at);
            CREATE TABLE last_signal (ticker TEXT PRIMARY KEY, day INTEGER NOT NULL, signal TEXT NOT NULL) STRICT;
            """
        );

    public void Transact(Action work) => database.Transact(work);

    /// <summary>Puts an alert on its way; one that was told to the channel before is left.</summary>
    public void Add(string channel, Alert alert, bool daily, DateTimeOffset now) =>
        database.Execute(
            "INSERT INTO outgoing (channel, id, alert, state, attempts, created_at, due_at) VALUES ($channel, $id,"
                + " $alert, $state, 0, $now, $now) "
                + "ON CONFLICT (channel, id) DO NOTHING",
            ("$channel", channel),
            ("$id", alert.Id),
            ("$alert", JsonSerializer.Serialize(alert, AlertJson.Default.Alert)),
            ("$state", StateName.Of(daily ? AlertState.Daily : AlertState.Pending)),
            ("$now", now.ToUnixTimeMilliseconds())
        );

    /// <summary>The next alert of each channel that is due.</summary>
    public List<Outgoing> Due(DateTimeOffset now) =>
        database.Query(
            "SELECT MIN(number), channel, alert, attempts FROM outgoing WHERE state = $pending AND due_at <= $now"
                + " GROUP BY channel",
            r => new Outgoing(
                r.GetInt64(0),
                r.GetString(1),
                JsonSerializer.Deserialize(r.GetString(2), AlertJson.Default.Alert)!,
                r.GetInt32(3)
            ),
            ("$pending", StateName.Of(AlertState.Pending)),
            ("$now", now.ToUnixTimeMilliseconds())
        );

    /// <summary>When the next alert is due; null where none is on its way.</summary>
    public DateTimeOffset? NextDue() =>
        database.Query(
            "SELECT MIN(due_at) FROM outgoing WHERE state = $pending",
            r => r.IsDBNull(0) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)),
            ("$pending", StateName.Of(AlertState.Pending))
        )[0];

    public void MarkSent(Outgoing item) => Set(item, AlertState.Sent, item.Attempts + 1, null, null);

    public void MarkGivenUp(Outgoing item, string error) =>
        Set(item, AlertState.GivenUp, item.Attempts + 1, null, error);

    public void MarkFailed(Outgoing item, string error, DateTimeOffset again) =>
        Set(item, AlertState.Pending, item.Attempts + 1, again, error);

    /// <summary>When an alert was put on its way.</summary>
    public DateTimeOffset CreatedAt(Outgoing item) =>
        database.Query(
            "SELECT created_at FROM outgoing WHERE number = $n",
            r => DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)),
            ("$n", item.Number)
        )[0];

    /// <summary>Makes one message a channel of the alerts that are collected for the day.</summary>
    public void Collect(DateOnly day, DateTimeOffset now) =>
        Transact(() =>
        {
            foreach (
                IGrouping<string, (string Channel, Alert Alert)> channel in database
                    .Query(
                        "SELECT channel, alert FROM outgoing WHERE state = $daily ORDER BY number",
                        r =>
                            (
                                Channel: r.GetString(0),
                                Alert: JsonSerializer.Deserialize(r.GetString(1), AlertJson.Default.Alert)!
                            ),
                        ("$daily", StateName.Of(AlertState.Daily))
                    )
                    .GroupBy(a => a.Channel)
            )
            {
                string text = string.Join(
                    '\n',
                    channel.Select(a => $"{a.Alert.Day:yyyy-MM-dd} {a.Alert.Title}: {a.Alert.Text}")
                );
                string title = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{channel.Count()} alerts of {day:yyyy-MM-dd}"
                );
                int before = Count(channel.Key, day);
                Add(
                    channel.Key,
                    new(
                        before == 0 ? AlertRule.Digest : $"{AlertRule.Digest}-{before + 1}",
                        null,
                        day,
                        title,
                        text,
                        now
                    ),
                    daily: false,
                    now
                );
            }

            database.Execute(
                "UPDATE outgoing SET state = $collected WHERE state = $daily",
                ("$collected", StateName.Of(AlertState.Collected)),
                ("$daily", StateName.Of(AlertState.Daily))
            );
        });

    /// <summary>Remembers a ticker's signal, and tells the one of an earlier day (null where there
    /// is none) and whether this one is new.</summary>
    public (bool IsNew, string? Before) Replace(string ticker, DateOnly day, string signal)
    {
        (DateOnly Day, string Signal)[] known =
        [
            .. database.Query(
                "SELECT day, signal FROM last_signal WHERE ticker = $ticker",
                r => (DateOnly.FromDayNumber(r.GetInt32(0)), r.GetString(1)),
                ("$ticker", ticker)
            ),
        ];
        if (known is [var at] && at.Day >= day)
            return (false, null);
        database.Execute(
            "INSERT INTO last_signal VALUES ($ticker, $day, $signal) ON CONFLICT (ticker) DO UPDATE SET day = $day,"
                + " signal = $signal",
            ("$ticker", ticker),
            ("$day", day.DayNumber),
            ("$signal", signal)
        );
        return (true, known is [var before] ? before.Signal : null);
    }

    /// <summary>The newest entries, for the eye.</summary>
    public List<AlertEntry> Newest(int count) =>
        database.Query(
            "SELECT channel, id, alert, state, attempts, created_at, due_at, error FROM outgoing ORDER BY number DESC"
                + " LIMIT $count",
            r => new AlertEntry
            {
                Channel = r.GetString(0),
                Id = r.GetString(1),
                Title = JsonSerializer.Deserialize(r.GetString(2), AlertJson.Default.Alert)!.Title,
                State = StateName.Parse<AlertState>(r.GetString(3)),
                Attempts = r.GetInt32(4),
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(5)),
                DueAt =
                    r.GetString(3) == StateName.Of(AlertState.Pending)
                        ? DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(6))
                        : null,
                Error = r.IsDBNull(7) ? null : r.GetString(7),
            },
            ("$count", count)
        );

    private int Count(string channel, DateOnly day) =>
        database.Query(
            "SELECT COUNT(*) FROM outgoing WHERE channel = $channel AND id LIKE $pattern",
            r => r.GetInt32(0),
            ("$channel", channel),
            ("$pattern", string.Create(CultureInfo.InvariantCulture, $"{AlertRule.Digest}%:-:{day:yyyy-MM-dd}"))
        )[0];

    private void Set(Outgoing item, AlertState state, int attempts, DateTimeOffset? due, string? error) =>
        database.Execute(
            "UPDATE outgoing SET state = $state, attempts = $attempts, due_at = COALESCE($due, due_at), error = $error"
                + " WHERE number = $number",
            ("$state", StateName.Of(state)),
            ("$attempts", attempts),
            ("$due", due?.ToUnixTimeMilliseconds()),
            ("$error", error),
            ("$number", item.Number)
        );
}
