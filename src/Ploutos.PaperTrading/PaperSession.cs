using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading.Alpaca;
using Ploutos.PaperTrading.Brokers;
using Ploutos.PaperTrading.Embedded;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>Everything that a paper run needs, opened for one process at a time: lock, book,
/// broker, bars.</summary>
internal sealed class PaperSession : IDisposable
{
    private readonly List<IDisposable> _open = [];

    /// <summary>Opens the paper account of a workspace.</summary>
    /// <param name="workspace">Where everything lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="alpaca">Alpaca's keys and address; those of the environment where null.</param>
    /// <param name="readOnly">Nothing will be changed: another process may have it open.</param>
    /// <param name="own">Brokers in code; null for none.</param>
    /// <exception cref="PloutosException">Another process has it open, or a file can't be used.</exception>
    public PaperSession(
        WorkspaceFolder workspace,
        TimeProvider time,
        AlpacaSettings? alpaca = null,
        bool readOnly = false,
        IReadOnlyDictionary<string, Func<IBroker>>? own = null
    )
    {
        try
        {
            Options = PaperFile.Read(workspace.PaperFile, own?.Keys);
            if (!readOnly)
                _open.Add(Lock(workspace, time));
            SqliteFile journal = Keep(SqliteFile.Open(workspace.PaperBook, Book.Schema));
            Book = new(journal);
            Switch = new(workspace.PaperStop, time);
            PaperBars bars = Bars(workspace, out Func<string, Instrument?> instrument);
            PaperMoney money = new(Options.Currency, bars, instrument);
            Func<IEnumerable<string>> tickers = () => Book.Targets().Keys.Union(Book.Positions().Keys);
            Broker =
                own?.GetValueOrDefault(Options.Broker) is { } open ? Keep(new OwnBroker(Options.Broker, open))
                : Options.Broker == "alpaca" ? Keep(Alpaca(alpaca ?? AlpacaSettings.FromEnvironment(), tickers))
                : new EmbeddedBroker(
                    new(Keep(SqliteFile.Open(workspace.PaperAccount, AccountStore.Schema))),
                    Options,
                    bars,
                    money,
                    tickers,
                    time
                );
            Plan = new(Options, bars, money, new(Options, new(workspace.ModelsFolder), bars));
            Trader = new(Book, Broker, Plan, Options, Switch, time);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public PaperOptions Options { get; }

    public Book Book { get; }

    public IBroker Broker { get; }

    public KillSwitch Switch { get; }

    public PaperPlan Plan { get; }

    public PaperTrader Trader { get; }

    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
            _open[i].Dispose();
        _open.Clear();
    }

    private T Keep<T>(T item)
        where T : IDisposable
    {
        _open.Add(item);
        return item;
    }

    // Sockets know no other time than the machine's, also where the days are simulated.
    private static AlpacaBroker Alpaca(AlpacaSettings alpaca, Func<IEnumerable<string>> tickers) =>
        new(new AlpacaHttp(alpaca, TimeProvider.System), alpaca, tickers, TimeProvider.System);

    /// <summary>Bars from the store. Nobody is there to accept a serious finding.</summary>
    private PaperBars Bars(WorkspaceFolder workspace, out Func<string, Instrument?> instrument)
    {
        instrument = static _ => null;
        if (!File.Exists(workspace.StorePath))
            return new(static _ => null);
        BarStore store = Keep(BarStore.Open(workspace.StorePath));
        instrument = t => store.Find(t)?.Instrument;
        return new(t => store.Contains(t) ? store.Read(t) : null, new(store, accept: false));
    }

    private static ProcessLock Lock(WorkspaceFolder workspace, TimeProvider time) =>
        ProcessLock.Take(
            workspace.PaperLock,
            workspace.PaperHolder,
            time,
            (other, e) =>
                new PloutosException(
                    Fault.Busy,
                    $"Only one process may work on the paper account, and another does so now: {other}"
                        + $" ({workspace.PaperLock} is locked). Run it again when that one is done.",
                    e
                )
                {
                    Remedies = [new StopOtherProcess()],
                }
        );
}
