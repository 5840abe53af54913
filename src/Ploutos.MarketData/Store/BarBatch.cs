using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Store;

/// <summary>Saves of many tickers whose commits are shared: the disk is waited for a few times a second
/// and not once a ticker. Each save is still atomic by itself, and one that is refused leaves the others
/// alone. What was saved is on the disk after <see cref="Dispose"/>; a process that is killed before
/// loses the saves of the last moment alone, each whole. Other writers wait no longer than that
/// moment.</summary>
public sealed class BarBatch : IDisposable
{
    private const string Savepoint = "ticker";
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(0.25);
    private readonly BarStore _store;
    private readonly TimeProvider _time;
    private SqliteTransaction? _open;
    private long _began;

    internal BarBatch(BarStore store, TimeProvider time) => (_store, _time) = (store, time);

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
    ) =>
        _store.With(connection =>
        {
            if (_open is null)
                (_open, _began) = (connection.BeginTransaction(deferred: false), _time.GetTimestamp());
            _open.Save(Savepoint);
            SaveResult saved;
            try
            {
                saved = StoreWriter.SaveHere(connection, delivered, fetchedAt, lastFinishedDay, strict);
            }
            catch
            {
                _open.Rollback(Savepoint);
                throw;
            }

            _open.Release(Savepoint);
            if (_time.GetElapsedTime(_began) > s_longest)
                Commit();
            return saved;
        });

    /// <summary>Commits what was saved.</summary>
    /// <exception cref="MarketDataException">It can't be: the disk is full.</exception>
    public void Dispose() =>
        _store.With(_ =>
        {
            Commit();
            return true;
        });

    private void Commit()
    {
        using SqliteTransaction? open = _open;
        _open = null;
        open?.Commit();
    }
}
