using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Fetching;

/// <summary>Saves of tickers that are fetched side by side: what is ready is written together and
/// committed once. A save waits for others a tenth of a second, and not at all where no ticker is under way
/// that could join it. Nobody else waits meanwhile: the store is only locked while it is written. Where a
/// commit fails, each save is tried alone.</summary>
internal sealed class SharedSaves : IDisposable
{
    /// <summary>Saves of a commit, at most.</summary>
    public const int Most = 16;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(0.1);

    private readonly BarStore _store;
    private readonly BarBatch _batch;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new(),
        _writing = new();
    private List<Waiting> _waiting = [];
    private int _underWay;

    public SharedSaves(BarStore store, TimeProvider time)
    {
        // Commits when told to alone: a save that committed others would take their failure for its own
        (_store, _batch, _time) = (store, new(store, time, longest: null), time);
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Checks deliveries against the stored bars.</summary>
    public BarBatch Batch => _batch;

    /// <summary>Says that a ticker is under way, whose save may come; until <see cref="Leave"/>.</summary>
    public void Enter() => Interlocked.Increment(ref _underWay);

    /// <summary>The ticker's save is added, or none comes.</summary>
    public void Leave()
    {
        bool isLast = Interlocked.Decrement(ref _underWay) == 0,
            isFull;
        lock (_gate)
            isFull = _waiting.Count >= Most;
        if (isLast || isFull)
            Flush();
    }

    /// <summary>Adds a save; done when it is on the disk.</summary>
    /// <param name="prepared">The delivery.</param>
    /// <param name="askedFrom">The first day that the source was asked for; null for the first delivered.</param>
    public Task<SaveResult> Add(PreparedSave prepared, DateOnly? askedFrom)
    {
        var save = new Waiting(prepared, _time.GetUtcNow(), askedFrom);
        lock (_gate)
        {
            _waiting.Add(save);
            if (_waiting.Count == 1)
                _timer.Change(s_patience, Timeout.InfiniteTimeSpan);
        }

        return save.Done.Task;
    }

    /// <summary>Writes what waits.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Flush();
        _batch.Dispose();
    }

    private void Flush()
    {
        lock (_writing)
        {
            List<Waiting> saves;
            lock (_gate)
                (saves, _waiting) = (_waiting, []);
            if (saves.Count > 0)
                Write(saves);
        }
    }

    private void Write(List<Waiting> saves)
    {
        var results = new (SaveResult? Saved, Exception? Error)[saves.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = Try(() => _batch.Save(saves[i].Prepared, saves[i].FetchedAt, saves[i].AskedFrom));
        if (Try(Commit).Error is not null)
        {
            // The disk may have room for some of them, and each is told of its own.
            for (int i = 0; i < results.Length; i++)
                if (results[i].Error is null)
                    results[i] = Try(() => Alone(saves[i]));
        }

        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Error is { } error)
                saves[i].Done.SetException(error);
            else
                saves[i].Done.SetResult(results[i].Saved!);
        }
    }

    private SaveResult? Commit()
    {
        _batch.Commit();
        return null;
    }

    private SaveResult Alone(Waiting save) =>
        _store.Save(
            save.Prepared.Delivered,
            save.FetchedAt,
            save.Prepared.LastFinishedDay,
            save.Prepared.Strict,
            save.AskedFrom
        );

    private static (SaveResult? Saved, Exception? Error) Try(Func<SaveResult?> save)
    {
        try
        {
            return (save(), null);
        }
        catch (Exception e) // whatever it is, it is that ticker's: the others go on
        {
            return (null, e);
        }
    }

    private sealed record Waiting(PreparedSave Prepared, DateTimeOffset FetchedAt, DateOnly? AskedFrom)
    {
        public TaskCompletionSource<SaveResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
