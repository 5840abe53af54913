using System.Collections.Concurrent;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;

namespace Ploutos.Signals.Daily;

/// <summary>The bars of a run's tickers. Any number of threads may ask: each reads on a connection of its
/// own. Bars are kept for whoever asks again until they fill <see cref="MostKept"/>; those of further tickers
/// are read each time, so that a run of thousands of tickers needs no more memory than one of hundreds.</summary>
/// <param name="path">The store.</param>
/// <param name="most">Bars that are kept, of all tickers together.</param>
internal sealed class RunBars(string path, long most = RunBars.MostKept) : IDisposable
{
    /// <summary>Bars that a run keeps: some 220 MB.</summary>
    public const long MostKept = 5_000_000;

    private readonly ConcurrentBag<BarStore> _idle = [];
    private readonly ConcurrentDictionary<string, (StoredTicker Stored, BarSeries Series)?> _kept = new(
        StringComparer.Ordinal
    );
    private readonly SortedDictionary<string, string> _unread = new(StringComparer.Ordinal);
    private long _bars;

    /// <summary>Why the stored bars of a ticker can't be read, by ticker: damage, which is that
    /// ticker's alone.</summary>
    public IReadOnlyDictionary<string, string> Unread
    {
        get
        {
            lock (_unread)
                return new SortedDictionary<string, string>(_unread, StringComparer.Ordinal);
        }
    }

    /// <summary>A ticker's bars; null where there are none that can be read.</summary>
    public (StoredTicker Stored, BarSeries Series)? Of(string ticker)
    {
        if (_kept.TryGetValue(ticker, out (StoredTicker, BarSeries)? known))
            return known;
        (StoredTicker Stored, BarSeries Series)? bars = Read(ticker);
        int count = bars?.Series.Count ?? 0;
        if (Interlocked.Add(ref _bars, count) <= most)
            return _kept.GetOrAdd(ticker, bars);
        Interlocked.Add(ref _bars, -count);
        return bars;
    }

    /// <summary>Notes that a ticker can't be read.</summary>
    public void Miss(string ticker, string why)
    {
        lock (_unread)
            _unread[ticker] = why;
    }

    /// <summary>Why a ticker can't be read; null where it can, or nobody tried.</summary>
    public string? WhyUnread(string ticker)
    {
        lock (_unread)
            return _unread.GetValueOrDefault(ticker);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out BarStore? store))
            store.Dispose();
    }

    private (StoredTicker Stored, BarSeries Series)? Read(string ticker)
    {
        BarStore? store = null;
        try
        {
            store = _idle.TryTake(out BarStore? idle) ? idle : BarStore.Open(path);
            return store.Find(ticker) is { } stored ? (stored, store.Read(ticker)) : null;
        }
        catch (Exception e) when (e is MarketDataException or StorageException)
        {
            Miss(ticker, e.Message);
            return null;
        }
        finally
        {
            if (store is not null)
                _idle.Add(store);
        }
    }
}
