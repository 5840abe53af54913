using Ploutos.Alerts.Channels;
using Ploutos.Workspace.Events;
using Polly;
using Polly.Retry;

namespace Ploutos.Alerts;

/// <summary>Sends what lies in the outbox, each channel beside the others, so that one that
/// never answers holds up nobody. A few attempts are made at once; after them the alert waits
/// in the outbox, for a minute at first and twice as long each time, across restarts, for two
/// days.</summary>
internal sealed class AlertDispatcher(
    AlertOutbox outbox,
    IReadOnlyDictionary<string, IAlertChannel> channels,
    TimeProvider time
)
{
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1),
        LongestWait = TimeSpan.FromHours(1),
        GiveUpAfter = TimeSpan.FromDays(2);

    private readonly ResiliencePipeline _atOnce = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<AlertException>(e =>
                    !e.IsPermanent && e.RetryAfter is null
                ),
            }
        )
        .Build();

    private readonly Lock _turn = new(); // the outbox is one connection

    /// <summary>Sends everything that is due.</summary>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        for (List<Outgoing> due = Due(); due.Count > 0; due = Due())
            await Task.WhenAll(due.Select(item => SendAsync(item, cancellation))).ConfigureAwait(false);
    }

    /// <summary>When the next alert is due; null where none is on its way.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (_turn)
            return outbox.NextDue();
    }

    private List<Outgoing> Due()
    {
        lock (_turn)
            return outbox.Due(time.GetUtcNow());
    }

    private async Task SendAsync(Outgoing item, CancellationToken cancellation)
    {
        if (!channels.TryGetValue(item.Channel, out IAlertChannel? channel))
        {
            Note(() => outbox.MarkGivenUp(item, $"alerts.json has no channel '{item.Channel}' any more"));
            return;
        }

        try
        {
            await _atOnce
                .ExecuteAsync(
                    async token => await channel.SendAsync(item.Alert, token).ConfigureAwait(false),
                    cancellation
                )
                .ConfigureAwait(false);
            AlertTelemetry.Count(item.Channel, "sent");
            Note(() => outbox.MarkSent(item));
        }
        catch (AlertException e)
        {
            Note(() => Postpone(item, e));
        }
    }

    private void Postpone(Outgoing item, AlertException failure)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (failure.IsPermanent || now - outbox.CreatedAt(item) > GiveUpAfter)
        {
            AlertTelemetry.Count(item.Channel, "given up");
            outbox.MarkGivenUp(item, failure.Message);
            return;
        }

        AlertTelemetry.Count(item.Channel, "failed");
        TimeSpan wait = FirstWait * Math.Pow(2, Math.Min(item.Attempts, 10));
        outbox.MarkFailed(
            item,
            failure.Message,
            now + Least(failure.RetryAfter ?? Least(wait, LongestWait), GiveUpAfter)
        );
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Note(Action change)
    {
        lock (_turn)
            change();
    }
}
