using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>The bars of a workspace: <c>data/ploutos.db</c>, an SQLite file. For each ticker it
/// keeps what was delivered (raw and adjusted), when and from where, the clean series, the
/// findings, and every past state that a revision replaced. The write of a
/// ticker is atomic; any number of processes may read while one writes. One instance may be used by many
/// threads, which then take turns.</summary>
public sealed class BarStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _turn = new();
    private readonly StoreFindings _findings;

    private BarStore(string path, SqliteConnection connection) =>
        (Path, _connection, _findings) = (path, connection, new StoreFindings(connection));

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens the store, and makes it where there is none.</summary>
    /// <exception cref="MarketDataException">The file is damaged, not a store, from a newer
    /// version, or can't be written.</exception>
    public static BarStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"The folder of {path} can't be made: {e.Message}", e)
            {
                Kind = MarketDataFault.Folder,
            };
        }

        return StoreConnection.Translate(
            path,
            () =>
            {
                SqliteConnection connection = StoreConnection.Open(full);
                try
                {
                    StoreSchema.Ensure(connection, path);
                    return new BarStore(full, connection);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            }
        );
    }

    /// <summary>Whether no other connection reads the same: it has written what others do not see yet, or is a copy
    /// in memory of a store on read-only media, which each would make for itself.</summary>
    internal bool IsAlone =>
        InTurn(() =>
            SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0 || _connection.DataSource == ":memory:"
        );

    /// <summary>Checks a delivery and stores it, in one transaction. Later days than the newest
    /// vintage has extend it; where known days are told differently (or earlier days are added) a
    /// new vintage is opened and the old one stays readable.</summary>
    /// <param name="delivered">Everything the source has, or only the days from the last stored
    /// one on.</param>
    /// <param name="fetchedAt">When it was delivered.</param>
    /// <param name="lastFinishedDay">Bars after it are left out, and one from the network that ends
    /// earlier is reported; null takes all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <param name="askedFrom">The first day that the source was asked for, where that is earlier
    /// than the first it had; null for the first delivered.</param>
    /// <exception cref="MarketDataException">No row survives the checks, strictness stops it, or
    /// simulated bars would mix with observed ones.</exception>
    public SaveResult Save(
        DeliveredSeries delivered,
        DateTimeOffset fetchedAt,
        DateOnly? lastFinishedDay = null,
        bool strict = false,
        DateOnly? askedFrom = null
    ) => InTurn(() => StoreWriter.Save(_connection, delivered, fetchedAt, lastFinishedDay, strict, askedFrom));

    /// <summary>Saves of many tickers with shared commits, for an import.</summary>
    /// <param name="time">The clock that says when to commit.</param>
    public BarBatch Batch(TimeProvider time) => new(this, time, TimeSpan.FromSeconds(0.25));

    /// <summary>Checks a delivery as <see cref="Save"/> does, by the same rules and against the same
    /// bars, and stores nothing.</summary>
    /// <param name="store">The store; null where there is none yet.</param>
    /// <param name="delivered">The delivery.</param>
    /// <param name="lastFinishedDay">Bars after it are left out; null takes all.</param>
    /// <param name="strict">Whether to refuse a series with serious findings.</param>
    /// <returns>The series as it would stand.</returns>
    /// <exception cref="MarketDataException">What <see cref="Save"/> refuses.</exception>
    public static CheckedSeries Rehearse(
        BarStore? store,
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay = null,
        bool strict = false
    )
    {
        ArgumentNullException.ThrowIfNull(delivered);
        DeliveredSeries named = delivered with { Ticker = Ticker.Parse(delivered.Ticker) };
        return store is null
            ? StoreMerge.Of(null, named, lastFinishedDay, strict).Check
            : store.InTurn(() => StoreMerge.Of(store._connection, named, lastFinishedDay, strict).Check);
    }

    /// <summary>The clean bars of a ticker: the newest vintage, a given one, or what was known at a
    /// moment.</summary>
    /// <exception cref="NoDataException">The store does not know the ticker, the vintage, or had
    /// nothing at that moment.</exception>
    public BarSeries Read(string ticker, int? vintage = null, DateTimeOffset? knownAt = null) =>
        InTurn(() => StoreReader.Read(_connection, ticker, vintage, knownAt));

    /// <summary>The clean bars of several tickers, many of them side by side. A ticker that is damaged or not stored
    /// is told of beside the others.</summary>
    /// <param name="tickers">Which.</param>
    /// <param name="knownAt">As they were known then, without those of which nothing was; null for the newest
    /// vintage of each.</param>
    public ReadableBars ReadEach(IEnumerable<string> tickers, DateTimeOffset? knownAt = null) =>
        ManyReads.Read(this, [.. tickers], knownAt);

    /// <summary>The rows of a ticker as delivered, raw and adjusted, with splits and dividends.</summary>
    /// <exception cref="NoDataException">The store does not know the ticker or the vintage.</exception>
    public DeliveredSeries ReadDelivered(string ticker, int? vintage = null) =>
        InTurn(() => StoreReader.ReadDelivered(_connection, ticker, vintage));

    /// <summary>Whether the store has bars of a ticker.</summary>
    public bool Contains(string ticker) =>
        InTurn(() => StoreReader.Find(_connection, Ticker.Parse(ticker)) is not null);

    /// <summary>Everything stored, by ticker.</summary>
    public IReadOnlyList<StoredTicker> List() => InTurn(() => _findings.Counted(StoreCatalog.List(_connection, null)));

    /// <summary>What is stored of one ticker, or null.</summary>
    public StoredTicker? Find(string ticker) =>
        InTurn(() =>
            _findings.Counted(StoreCatalog.List(_connection, Ticker.Parse(ticker))) is [var only] ? only : null
        );

    /// <summary>The vintages of a ticker, the oldest first.</summary>
    public IReadOnlyList<StoredVintage> Vintages(string ticker) =>
        InTurn(() => StoreCatalog.Vintages(_connection, ticker));

    /// <summary>The findings of a ticker's newest vintage as they were when it was last saved, its
    /// suspected splits held against the other tickers that are stored by now.</summary>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    public IReadOnlyList<QualityFinding> Findings(string ticker) => InTurn(() => _findings.Of(ticker));

    /// <summary>The serious findings that lie inside a range of a ticker's days, which whatever
    /// stands on these bars must name. That a series ends early is not among them: it is about the
    /// days after.</summary>
    /// <param name="ticker">A stored ticker.</param>
    /// <param name="first">First day that matters.</param>
    /// <param name="last">Last day that matters.</param>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    public IReadOnlyList<QualityFinding> SeriousFindings(string ticker, DateOnly first, DateOnly last) =>
        SeriousFindings([(ticker, first, last)]);

    /// <summary>The same of many tickers, each in its own days; the others that a suspected split is
    /// held against are read once.</summary>
    /// <exception cref="NoDataException">The store does not know a ticker.</exception>
    public IReadOnlyList<QualityFinding> SeriousFindings(
        IReadOnlyList<(string Ticker, DateOnly First, DateOnly Last)> ranges
    ) => InTurn(() => ranges.SelectMany(r => _findings.SeriousWithin(r.Ticker, r.First, r.Last)).ToArray());

    /// <summary>Findings of a fresh check of a stored ticker, held against the other stored
    /// tickers.</summary>
    internal IReadOnlyList<QualityFinding> Judged(string ticker, IReadOnlyList<QualityFinding> findings) =>
        InTurn(() => _findings.Judged(ticker, findings));

    /// <summary>How two vintages of a ticker differ; by default the newest from the one before it
    /// (nothing where there is only one).</summary>
    public Revision Diff(string ticker, int? before = null, int? after = null) =>
        InTurn(() =>
        {
            int newest = after ?? StoreCatalog.Vintages(_connection, ticker)[^1].Number;
            int older = before ?? newest - 1;
            return older < 1
                ? new Revision([], [], [])
                : Revision.Between(
                    StoreReader.ReadDelivered(_connection, ticker, older).Bars,
                    StoreReader.ReadDelivered(_connection, ticker, newest).Bars
                );
        });

    /// <summary>Removes tickers with everything that is known of them, past states and findings
    /// included; all of them or none.</summary>
    /// <exception cref="NoDataException">The store does not know one of them; nothing is
    /// removed.</exception>
    public void Remove(IReadOnlyList<string> tickers)
    {
        ArgumentNullException.ThrowIfNull(tickers);
        string[] symbols = [.. tickers.Select(t => Ticker.Parse(t).Symbol).Distinct(StringComparer.Ordinal)];
        InTurn(() => StoreEditor.Remove(_connection, symbols));
    }

    /// <summary>Gives a ticker another name; its bars, past states and findings stay.</summary>
    /// <param name="ticker">A stored ticker.</param>
    /// <param name="name">A name that the store does not know.</param>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    /// <exception cref="MarketDataException">The store knows the new name already.</exception>
    public void Rename(string ticker, string name)
    {
        (string from, string to) = (Ticker.Parse(ticker), Ticker.Parse(name));
        InTurn(() => StoreEditor.Rename(_connection, from, to));
    }

    /// <summary>Puts the past of a renamed ticker before the bars of its new name; the old one ends.</summary>
    /// <param name="ticker">The old name.</param>
    /// <param name="name">The new name, which is stored.</param>
    /// <param name="at">When this is done.</param>
    /// <exception cref="NoDataException">The store does not know one of them.</exception>
    /// <exception cref="MarketDataException">The old name has no earlier bars.</exception>
    public void Join(string ticker, string name, DateTimeOffset at)
    {
        (string from, string to) = (Ticker.Parse(ticker), Ticker.Parse(name));
        InTurn(() => StoreEditor.Join(_connection, from, to, at));
    }

    /// <summary>Sets what is known of a ticker beside its bars. What the user sets goes before what a
    /// source tells; the bars are held against the market's days again.</summary>
    /// <param name="ticker">A stored ticker.</param>
    /// <param name="change">What to set; what is null or unknown stays. Without volume, the bars are
    /// read as if they had none.</param>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    public void Set(string ticker, Instrument change)
    {
        ArgumentNullException.ThrowIfNull(change);
        InTurn(() => StoreEditor.Set(_connection, Ticker.Parse(ticker), change));
    }

    /// <summary>The calendar by which a ticker's days are taken as finished: its market's, as the store
    /// or else its name has it.</summary>
    public ExchangeCalendar ClockOf(string ticker) =>
        InTurn(() =>
        {
            string symbol = Ticker.Parse(ticker);
            StoreReader.Place? place = StoreReader.Find(_connection, symbol);
            Instrument? set = place is null ? null : StoreInstruments.SetOf(_connection, place.TickerId);
            return TickerMarket.ClockOf(symbol, set?.Market);
        });

    /// <summary>Reads everything and lets SQLite check its file; what is wrong, in sentences.</summary>
    public IReadOnlyList<string> Verify()
    {
        var wrong = new List<string>();
        void Try(Action work)
        {
            try
            {
                work();
            }
            catch (MarketDataException e)
            {
                wrong.Add(e.Message);
            }
        }

        Try(() => wrong.AddRange(InTurn(() => StoreCatalog.IntegrityFaults(_connection))));
        Try(() =>
        {
            foreach (StoredTicker t in List())
            {
                Try(() => _ = Read(t.Ticker));
                Try(() => _ = ReadDelivered(t.Ticker));
            }
        });
        return wrong;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    internal T With<T>(Func<SqliteConnection, T> work) => InTurn(() => work(_connection));

    private T InTurn<T>(Func<T> work)
    {
        lock (_turn)
            return StoreConnection.Translate(Path, work);
    }
}
