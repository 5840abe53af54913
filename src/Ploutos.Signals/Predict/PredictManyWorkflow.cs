using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Predict;

/// <summary>Predictions of many tickers in one process: models, markets and risk model are read once, the
/// tickers are predicted on all cores, and all predictions are recorded together. Each is what
/// <see cref="PredictWorkflow.Predict"/> says of the ticker alone.</summary>
public sealed class PredictManyWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    /// <summary>Predicts tickers. One that fails stops no other.</summary>
    /// <param name="tickers">Which; null for all that are stored.</param>
    /// <param name="request">What is asked of each; its ticker is not read.</param>
    /// <param name="progress">Told of what is fetched and trained.</param>
    /// <param name="cancellation">Ends it; nothing is recorded then.</param>
    /// <exception cref="PloutosException">There is no model and none can be trained, or a setting is
    /// wrong.</exception>
    public PredictionBatch Predict(
        IReadOnlyList<string>? tickers,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var data = new DataWorkflow(workspace, time);
        EnsembleDefinition definition = new EnsembleCatalog(workspace).Current();
        var training = new FirstTraining(workspace, time, definition);
        bool trains = request.Trains && training.IsCalledFor();
        Task<RiskModel>? risk = trains ? null : PredictedRisk.Begin(workspace);
        using BarStore store = request.Offline ? data.OpenStore() : data.OpenOrCreateStore();
        Dictionary<string, StoredTicker> stored = store.List().ToDictionary(t => t.Ticker, StringComparer.Ordinal);
        string[] names = [.. tickers ?? [.. stored.Keys.Order(StringComparer.Ordinal)]];
        if (names.Length == 0)
            throw new NoDataException("There are no tickers to predict. Fetch or import bars, or name tickers.")
            {
                Kind = MarketDataFault.EmptyStore,
            };
        var outcomes = new Outcome?[names.Length];
        ReadFromSources(store, stored, names, outcomes, request, progress, cancellation);
        StoredTicker? known = Enumerable
            .Range(0, names.Length)
            .Select(i => outcomes[i]?.Stored ?? stored.GetValueOrDefault(names[i]))
            .FirstOrDefault(t => t is not null);
        if (known is null)
            return Batch(names, [.. outcomes.Select((o, i) => o ?? Outcome.Of(Unknown(names[i])))]);
        string? note = trains ? training.Run(store, known, request.AcceptSerious, progress, cancellation) : null;
        if (!definition.IsPublished)
            new ThresholdRefit(workspace, time, definition).Ensure();
        var ensemble = Ensemble.Load(new ModelRegistry(workspace.ModelsFolder), definition);
        ServingMarkets? markets = ServingMarkets.Read(store, ensemble.Models, time.GetUtcNow());
        Shared shared = new(
            request,
            ensemble,
            note,
            markets,
            new(workspace, time, settings),
            new(workspace, store, markets, risk)
        );
        shared.Risk.Prepare(new(store, request.AcceptSerious), request.AsOf ?? known.LastDay);
        Parallel.For(
            0,
            names.Length,
            new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            // A connection a thread: they then decode side by side.
            () => BarStore.Open(workspace.StorePath),
            (i, _, own) =>
            {
                if (outcomes[i] is not { Error: not null })
                    outcomes[i] = One(own, names[i], outcomes[i], stored.GetValueOrDefault(names[i]), shared);
                return own;
            },
            own => own.Dispose()
        );
        PredictionBatch batch = Batch(names, outcomes!);
        if (request.Log && batch.Predictions.Count > 0)
            Record([.. outcomes.Select(o => o!.Record).OfType<SignalRecord>()]);
        return batch;
    }

    /// <summary>The prediction of one ticker, or why there is none.</summary>
    /// <param name="store">The thread's connection.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="known">Its bars, where a source was asked for them; else they are read here.</param>
    /// <param name="stored">What the store knows of it; null where it is unknown.</param>
    /// <param name="shared">What is the same for all.</param>
    private Outcome One(BarStore store, string ticker, Outcome? known, StoredTicker? stored, Shared shared)
    {
        PredictRequest request = shared.Request with { Ticker = ticker };
        try
        {
            Outcome read = known ?? Read(store, ticker, stored, request, shared.Risk);
            PredictionBars ready = read.Ready!;
            BarSeries bars = read.Bars!;
            if (shared.Note is { } note)
                ready.Notes.Add(note);
            var rule = new SeriousRule(store, request.AcceptSerious);
            (Prediction prediction, ServingMarket? market) = shared.Vote.Vote(
                bars,
                read.Stored!,
                shared.Ensemble,
                shared.Markets,
                rule,
                request,
                ready
            );
            prediction = prediction with { Risk = shared.Risk.Of(bars, rule, ready.Notes) };
            SignalRecord? record = request.Log
                ? PredictionRecord.Of(prediction, bars, read.Stored!, shared.Ensemble, market)
                : null;
            if (request.Explain)
                prediction = prediction with
                {
                    Explanation = ExplainWorkflow.Explain(shared.Ensemble.Models, bars, market?.Features),
                };
            return new() { Prediction = prediction, Record = record };
        }
        catch (Exception e) when (IsOfOneTicker(e))
        {
            return Outcome.Of(e);
        }
    }

    private Outcome Read(
        BarStore store,
        string ticker,
        StoredTicker? stored,
        PredictRequest request,
        PredictedRisk risk
    )
    {
        var ready = new PredictionBars(store, time, settings);
        (BarSeries bars, StoredTicker found) = ready.Read(
            ticker,
            stored,
            request with
            {
                Offline = true,
                Source = null,
            },
            null,
            default,
            stored is null ? null : risk.Newest(stored)
        );
        return new()
        {
            Bars = bars,
            Stored = found,
            Ready = ready,
        };
    }

    /// <summary>Those that a source is asked for, one after the other: a source bears no
    /// crowd.</summary>
    private void ReadFromSources(
        BarStore store,
        Dictionary<string, StoredTicker> stored,
        string[] names,
        Outcome?[] outcomes,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        for (int i = 0; i < names.Length; i++)
        {
            var ready = new PredictionBars(store, time, settings);
            StoredTicker? known = stored.GetValueOrDefault(names[i]);
            if (!ready.IsToBeFetched(known, request))
                continue;
            try
            {
                (BarSeries bars, StoredTicker found) = ready.Read(names[i], known, request, progress, cancellation);
                outcomes[i] = new()
                {
                    Bars = bars,
                    Stored = found,
                    Ready = ready,
                };
            }
            catch (Exception e) when (IsOfOneTicker(e))
            {
                outcomes[i] = Outcome.Of(e);
            }
        }
    }

    private void Record(IReadOnlyList<SignalRecord> records)
    {
        using SignalStore signals = SignalStore.Open(workspace);
        PredictionLogIntake.Run(workspace, signals, time.GetUtcNow());
        signals.Append(records);
    }

    private static PredictionBatch Batch(string[] names, IReadOnlyList<Outcome> outcomes) =>
        new(
            [.. outcomes.Select(o => o.Prediction).OfType<Prediction>()],
            [.. names.Zip(outcomes).Where(p => p.Second.Error is not null).Select(p => (p.First, p.Second.Error!))]
        );

    private static NoDataException Unknown(string ticker) =>
        new($"The store has no bars of '{ticker}', and no source is asked here.")
        {
            Kind = MarketDataFault.UnknownTicker,
            Ticker = ticker,
        };

    /// <summary>What one ticker's bars can cause; an ONNX model that gives no probability of them, too.</summary>
    private static bool IsOfOneTicker(Exception error) =>
        error
            is PloutosException
                or MarketDataException
                or StorageException
                or ArgumentException
                or InvalidDataException;

    /// <summary>What is read once for all tickers.</summary>
    private sealed record Shared(
        PredictRequest Request,
        Ensemble Ensemble,
        string? Note,
        ServingMarkets? Markets,
        PredictWorkflow Vote,
        PredictedRisk Risk
    );

    private sealed record Outcome
    {
        public BarSeries? Bars { get; init; }

        public StoredTicker? Stored { get; init; }

        public PredictionBars? Ready { get; init; }

        public Prediction? Prediction { get; init; }

        public SignalRecord? Record { get; init; }

        public Exception? Error { get; private init; }

        public static Outcome Of(Exception error) => new() { Error = error };
    }
}
