using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>Keeps the newest snapshot. The files are looked at once a second at most, by whoever
/// comes first; the others go on with what there is.</summary>
internal sealed class SnapshotCache
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_replacement = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly WorkspaceFolder _workspace;
    private readonly StorePool _stores;
    private readonly HeldWorkspace _held;
    private readonly TimeProvider _time;
    private readonly FileStamps _stamps;
    private volatile Snapshot? _newest;
    private long _looked;
    private (long Data, long Models, long Studies, long Reports) _seen;

    public SnapshotCache(WorkspaceFolder workspace, StorePool stores, HeldWorkspace held, TimeProvider time) =>
        (_workspace, _stores, _held, _time, _stamps) = (workspace, stores, held, time, new(workspace));

    /// <summary>The snapshot, at most a second behind the files.</summary>
    public Snapshot Now()
    {
        if (_newest is not { } newest)
        {
            lock (_gate)
                return _newest ?? Look();
        }

        if (_time.GetElapsedTime(Interlocked.Read(ref _looked)) < s_interval || !_gate.TryEnter())
            return newest;
        try
        {
            return Look();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Looks now.</summary>
    public void Refresh()
    {
        lock (_gate)
            Look();
    }

    private Snapshot Look()
    {
        _held.Enter();
        // The stamps are taken before the files are read, so that a change in between is seen at
        // the next look.
        (long Data, long Models, long Studies, long Reports) seen = (
            _stamps.Data(),
            _stamps.Models(),
            _stamps.Studies(),
            _stamps.Reports()
        );
        bool isFirst = _newest is null,
            data = isFirst || seen.Data != _seen.Data,
            models = isFirst || seen.Models != _seen.Models;
        if (!isFirst && models && IsBeingReplaced())
            (models, seen.Models) = (false, _seen.Models); // what is there goes on until the whole is there
        if (data)
            _stores.Renew();
        Part<Ensemble> ensemble = models ? new(() => LoadModels()) : _newest!.Models;
        Snapshot next = new()
        {
            Tickers = data ? new(ReadTickers) : _newest!.Tickers,
            Models = ensemble,
            Cards = models ? new(() => ModelViews.Read(_workspace)) : _newest!.Cards,
            Markets = data || models ? new(() => ReadMarkets(ensemble)) : _newest!.Markets,
            Clock = ClockState.At(_time.GetUtcNow()),
            State = _newest is { State: var state }
                ? new(
                    state.Data + (data ? 1 : 0),
                    state.Models + (models ? 1 : 0),
                    state.Studies + (seen.Studies != _seen.Studies ? 1 : 0),
                    state.Reports + (seen.Reports != _seen.Reports ? 1 : 0)
                )
                : new(0, 0, 0, 0),
            Number = (_newest?.Number ?? 0) + 1,
        };

        _seen = seen;
        Interlocked.Exchange(ref _looked, _time.GetTimestamp());
        return _newest = next;
    }

    /// <summary>A model's folder is being written beside the old one, or renamed into its place.
    /// Reading it now would find neither; and a folder that a crash left behind is waited for no
    /// longer than <see cref="s_replacement"/>.</summary>
    private bool IsBeingReplaced() =>
        Directory.Exists(_workspace.ModelsFolder)
        && Directory
            .EnumerateDirectories(_workspace.ModelsFolder)
            .Where(d => d.EndsWith(".new", StringComparison.Ordinal) || d.EndsWith(".old", StringComparison.Ordinal))
            .Any(d => _time.GetUtcNow() - Directory.GetLastWriteTimeUtc(d) < s_replacement);

    private SortedDictionary<string, StoredTicker> ReadTickers() =>
        new(_stores.Read(static store => store.List()).ToDictionary(t => t.Ticker), StringComparer.Ordinal);

    private ServingMarkets? ReadMarkets(Part<Ensemble> ensemble) =>
        ensemble.OrDefault is { Market.Count: > 0 } models
            ? _stores.Read(store => ServingMarkets.Read(store, models.Models))
            : null;

    private Ensemble LoadModels()
    {
        try
        {
            return new EnsembleCatalog(_workspace).Load();
        }
        catch (PloutosException e)
        {
            throw new ViewException(ViewFault.ModelBroken, e.Message, e) { Remedies = e.Remedies };
        }
        catch (FileNotFoundException e)
        {
            throw new ViewException(ViewFault.NoModels, e.Message, e) { Remedies = UserErrors.Of(e)!.Remedies };
        }
        catch (Exception e)
            when (e is InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ViewException(ViewFault.ModelBroken, e.Message, e) { Remedies = [new TrainAgain()] };
        }
    }
}
