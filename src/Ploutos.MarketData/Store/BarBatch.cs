using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Store;

/// <summary>Saves of many tickers whose commits are shared: the disk is waited for a few times a second
/// and not once a ticker. Each save is still atomic by itself, and one that is refused leaves the others
/// alone; where a commit fails, all saves since the last one are lost. What was saved is on the disk after
/// <see cref="Commit"/> or <see cref="Dispose"/>; a process that is killed before loses the saves of the last
/// moment alone, each whole. Other writers wait no longer than that moment.</summary>
public sealed class BarBatch : IDisposable
{
    private const string Savepoint = "ticker";
    private readonly BarStore _store;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _longest;
    private readonly ConcurrentBag<BarStore> _readers = [];
    private readonly HashSet<string> _saved = new(StringComparer.Ordinal);
    private SqliteTransaction? _open;
    private volatile StoreState? _newest;
    private long _began;
    private long _changes;

    /// <param name="store">The store.</param>
    /// <param name="time">The clock that says when to commit.</param>
    /// <param name="longest">A save commits where the first one since the last commit is older than this; null
    /// leaves commits to <see cref="Commit"/> and <see cref="Dispose"/>.</param>
    internal BarBatch(BarStore store, TimeProvider time, TimeSpan? longest) =>
        (_store, _time, _longest) = (store, time, longest);

    /// <summary>Checks a delivery and saves it, as <see cref="BarStore.Save"/> does.</summary>
    /// <param name="delivered">The delivery.</param>
    /// <param name="fetchedAt">When it was delivered.</param>
    /// <param name="lastFinishedDay">Bars after it are left out; null takes all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <exception cref="MarketDataException">What <see cref="BarStore.Save"/> refuses.</exception>
    public SaveResult Save(
        DeliveredSeries delivered,
        DateTimeOffset fetchedAt,
        DateOnly? lastFinishedDay = null,
        bool strict = false
    )
    {
        DeliveredSeries named = Named(delivered);
        return Write(
            named.Ticker,
            connection => StoreMerge.Of(connection, named, lastFinishedDay, strict),
            (connection, merge) => StoreWriter.SaveHere(connection, named, merge, fetchedAt, askedFrom: null)
        );
    }

    /// <summary>Merges and checks a delivery, which is most of the work of a save; to be saved by
    /// <see cref="Save(PreparedSave, DateTimeOffset, DateOnly?)"/>. Any number of threads may do it side by
    /// side, each on a connection of its own.</summary>
    /// <param name="delivered">The delivery.</param>
    /// <param name="lastFinishedDay">Bars after it are left out; null takes all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <exception cref="MarketDataException">What <see cref="BarStore.Save"/> refuses.</exception>
    public PreparedSave Prepare(DeliveredSeries delivered, DateOnly? lastFinishedDay = null, bool strict = false) =>
        Prepare(delivered, _ => lastFinishedDay, strict);

    /// <summary>The same, with the last day that counts taken from the calendar that the store has for the
    /// ticker.</summary>
    /// <param name="delivered">The delivery.</param>
    /// <param name="lastFinishedDay">From the ticker's calendar; bars after that day are left out, and null takes
    /// all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <exception cref="MarketDataException">What <see cref="BarStore.Save"/> refuses.</exception>
    public PreparedSave Prepare(
        DeliveredSeries delivered,
        Func<ExchangeCalendar, DateOnly?> lastFinishedDay,
        bool strict = false
    )
    {
        ArgumentNullException.ThrowIfNull(lastFinishedDay);
        DeliveredSeries named = Named(delivered);
        // The state after the last save, so that this does not wait for the save that is being written. A later
        // change of the store gives it another state, and then the save merges again.
        StoreState state = _newest ?? _store.With(State);
        BarStore reader = _readers.TryTake(out BarStore? idle) ? idle : BarStore.Open(_store.Path);
        try
        {
            DateOnly? last = lastFinishedDay(reader.ClockOf(named.Ticker));
            StoreMerge merge = reader.With(connection => StoreMerge.Of(connection, named, last, strict));
            return new(named, last, strict, merge, state);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>Saves what was prepared. Where anyone has written since, it is merged and checked
    /// again, so that the result is always that of <see cref="BarStore.Save"/>.</summary>
    /// <param name="prepared">The delivery.</param>
    /// <param name="fetchedAt">When it was delivered.</param>
    /// <param name="askedFrom">The first day that the source was asked for; null for the first delivered.</param>
    /// <exception cref="MarketDataException">What <see cref="BarStore.Save"/> refuses.</exception>
    public SaveResult Save(PreparedSave prepared, DateTimeOffset fetchedAt, DateOnly? askedFrom = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        DeliveredSeries delivered = prepared.Delivered;
        return Write(
            delivered.Ticker,
            connection =>
                prepared.State == State(connection) && !_saved.Contains(delivered.Ticker)
                    ? prepared.Merge
                    : StoreMerge.Of(connection, delivered, prepared.LastFinishedDay, prepared.Strict),
            (connection, merge) => StoreWriter.SaveHere(connection, delivered, merge, fetchedAt, askedFrom)
        );
    }

    /// <summary>Commits what was saved so far.</summary>
    /// <exception cref="MarketDataException">It can't be: the disk is full. All of it is as it was before.</exception>
    public void Commit() =>
        _store.With(_ =>
        {
            CommitHere();
            return true;
        });

    /// <summary>Commits what was saved.</summary>
    /// <exception cref="MarketDataException">It can't be: the disk is full.</exception>
    public void Dispose()
    {
        while (_readers.TryTake(out BarStore? reader))
            reader.Dispose();
        Commit();
    }

    private static DeliveredSeries Named(DeliveredSeries delivered)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        return delivered with { Ticker = Ticker.Parse(delivered.Ticker) };
    }

    private SaveResult Write(
        string ticker,
        Func<SqliteConnection, StoreMerge> merge,
        Func<SqliteConnection, StoreMerge, SaveResult> write
    ) =>
        _store.With(connection =>
        {
            if (_open is null)
                (_open, _began) = (connection.BeginTransaction(deferred: false), _time.GetTimestamp());
            _open.Save(Savepoint);
            SaveResult saved;
            StoreMerge merged;
            try
            {
                merged = merge(connection);
                long before = StoreReader.Number(connection, "SELECT total_changes()");
                try
                {
                    saved = write(connection, merged);
                }
                finally
                {
                    _changes += StoreReader.Number(connection, "SELECT total_changes()") - before;
                }
            }
            catch
            {
                _open.Rollback(Savepoint);
                throw;
            }

            _open.Release(Savepoint);
            _saved.Add(ticker);
            _newest = State(connection);
            if (_time.GetElapsedTime(_began) > _longest)
                CommitHere();
            return saved;
        });

    private StoreState State(SqliteConnection connection) =>
        new(
            StoreReader.Number(connection, "PRAGMA data_version"),
            StoreReader.Number(connection, "SELECT total_changes()") - _changes
        );

    private void CommitHere()
    {
        using SqliteTransaction? open = _open;
        _open = null;
        open?.Commit();
    }
}
