using System.Threading.Channels;
using Ploutos.Alerts.Channels;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Alerts;

/// <summary>Where alerts are raised. Raising one only stores it; sending goes on beside,
/// and whoever raises waits for it no longer than <see cref="Patience"/> at the end of a
/// run.</summary>
public sealed class AlertQueue : IDisposable
{
    /// <summary>How long the end of a run waits for alerts to leave; what has not left by then
    /// stays in the outbox.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private readonly AlertSettings _settings;
    private readonly SqliteFile _database,
        _senders;
    private readonly AlertOutbox _outbox;
    private readonly AlertDispatcher _dispatcher;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _turn = new();
    private readonly Task _sending;

    /// <summary>Opens the queue at <paramref name="outboxPath"/>, creating the file where there is
    /// none, and starts sending what waits in it.</summary>
    public AlertQueue(AlertSettings settings, string outboxPath, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _database = SqliteFile.Open(outboxPath, AlertOutbox.Schema);
        _outbox = new(_database);
        _senders = SqliteFile.Open(outboxPath, AlertOutbox.Schema);
        _dispatcher = new(new(_senders), settings.Channels, time);
        _sending = Task.Run(SendForeverAsync);
    }

    /// <summary>Puts signals' alerts on their way. The same signals reported again raise nothing.</summary>
    /// <param name="signals">The newest signals.</param>
    /// <param name="alertsOf">The alerts of a signal, given the ticker's signal before it.</param>
    public void Raise(IEnumerable<SeenSignal> signals, Func<SeenSignal, string?, IEnumerable<Alert>> alertsOf)
    {
        lock (_turn)
        {
            _outbox.Transact(() =>
            {
                foreach (SeenSignal signal in signals)
                    if (_outbox.Replace(signal.Ticker, signal.AsOf, signal.Signal) is (true, var before))
                        foreach (Alert alert in alertsOf(signal, before))
                            Store(alert);
            });
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Puts an alert on its way; null is none.</summary>
    public void Raise(Alert? alert)
    {
        if (alert is null)
            return;
        lock (_turn)
            Store(alert);
        _news.Writer.TryWrite(true);
    }

    /// <summary>The day's work is done: its collected alerts become one message, and all get some
    /// time to leave.</summary>
    public async Task EndDayAsync(DateOnly day, CancellationToken cancellation)
    {
        lock (_turn)
            _outbox.Collect(day, _time.GetUtcNow());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task leaving = SendAllAsync();
        // The machine's own time, also where the days are simulated: sockets know no other.
        await Task.WhenAny(leaving, Task.Delay(Patience, patience.Token)).ConfigureAwait(false);
        await patience.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Stops sending and closes the queue. Alerts that are not sent yet stay in it for the
    /// next start.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _sending.Wait();
        _gate.Wait();
        _database.Dispose();
        _senders.Dispose();
        _gate.Dispose();
        _stop.Dispose();
    }

    private void Store(Alert alert)
    {
        foreach (RuleSettings rule in _settings.Rules.Where(r => r.Covers(alert)))
            foreach (string channel in rule.To)
                _outbox.Add(channel, alert, rule.Daily, _time.GetUtcNow());
    }

    private async Task SendForeverAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan wait = await SendAllAsync().ConfigureAwait(false) ? WaitFor(_dispatcher.NextDue()) : AfterFailure;
            using var pause = new CancellationTokenSource(wait, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, _stop.Token);
            try
            {
                await _news.Reader.ReadAsync(both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                continue; // something is due, or it is over
            }
        }
    }

    /// <summary>Sends what is due, one sender at a time; says whether the outbox could be
    /// worked on.</summary>
    private async Task<bool> SendAllAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            await _dispatcher.SendDueAsync(_stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (StorageException)
        {
            return false; // a full disk, for one; the alerts that are stored stay
        }
        finally
        {
            _gate.Release();
        }
    }

    private TimeSpan WaitFor(DateTimeOffset? nextDue)
    {
        if (nextDue is not { } due)
            return Timeout.InfiniteTimeSpan;
        TimeSpan wait = due - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1);
    }
}
