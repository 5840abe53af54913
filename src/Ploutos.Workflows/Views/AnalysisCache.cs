using System.Collections.Concurrent;
using Ploutos.Experts;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Views;

/// <summary>What is known of a ticker at a glance: its newest closes and its prediction.</summary>
internal sealed record Analysis
{
    /// <summary>What it was made from.</summary>
    public required StoredTicker Stored { get; init; }

    /// <summary>What it was made by; null where there was none.</summary>
    public required Ensemble? Models { get; init; }

    /// <summary>The markets that it was seen in; null where none is read.</summary>
    public required ServingMarkets? Markets { get; init; }

    /// <summary>When.</summary>
    public required ClockState Clock { get; init; }

    /// <summary>The newest closes, the newest last.</summary>
    public required double[] Closes { get; init; }

    /// <summary>The last bar that counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>A finished trading day is missing.</summary>
    public required bool Stale { get; init; }

    /// <summary>The prediction, or why there is none.</summary>
    public required Part<Prediction> Prediction { get; init; }
}

/// <summary>A ticker's bars up to the last finished day.</summary>
/// <param name="Series">The bars.</param>
/// <param name="Ready">What was noted when they were read.</param>
internal sealed record NewestBars(BarSeries Series, PredictionBars Ready);

/// <summary>Predictions in memory, each as good as the bars, the models and the day it was made
/// from. A ticker is made once, however many ask at once.</summary>
internal sealed class AnalysisCache(StorePool stores, TimeProvider time)
{
    /// <summary>Closes that are kept of each ticker.</summary>
    public const int KeptCloses = 60;

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>The newest analysis of a ticker that the snapshot knows.</summary>
    /// <param name="now">The snapshot.</param>
    /// <param name="stored">The ticker.</param>
    /// <param name="read">Its bars, where others of this moment read them too; null to read them here.</param>
    public Analysis Of(Snapshot now, StoredTicker stored, Lazy<Part<NewestBars>>? read = null)
    {
        Ensemble? models = now.Models.OrDefault;
        Slot slot = _slots.GetOrAdd(stored.Ticker, static _ => new());
        if (slot.Newest is { } known && IsGood(known))
            return known;
        lock (slot)
        {
            if (slot.Newest is { } meanwhile && IsGood(meanwhile))
                return meanwhile;
            return slot.Newest = Make(now, stored, models, read ?? Newest(stored));
        }

        bool IsGood(Analysis a) =>
            ReferenceEquals(a.Models, models)
            && ReferenceEquals(a.Markets, now.Markets.Value)
            && (ReferenceEquals(a.Clock, now.Clock) || a.Clock == now.Clock)
            && (ReferenceEquals(a.Stored, stored) || a.Stored == stored);
    }

    /// <summary>A ticker's newest bars, read when first asked for and once; or why there is no present of it: it
    /// has ended, or can't be read.</summary>
    /// <param name="stored">The ticker.</param>
    /// <param name="known">All that is stored of it, where that is read already; null to read it here.</param>
    public Lazy<Part<NewestBars>> Newest(StoredTicker stored, BarSeries? known = null) =>
        new(() => new(() => OfPresent(() => Bars(Request(stored), stored, known))));

    /// <summary>The prediction of a day in the past, by today's models; made again each time.</summary>
    public Prediction At(Snapshot now, StoredTicker stored, DateOnly asOf)
    {
        Ensemble models = now.Models.Value;
        PredictRequest request = Request(stored) with { AsOf = asOf };
        (BarSeries bars, PredictionBars ready) = Bars(request);
        return Predict(stored, bars, ready, request, models, now.Markets.Value);
    }

    /// <summary>The newest prediction beside that of the bar before.</summary>
    public AnalysisChange Change(Snapshot now, StoredTicker stored)
    {
        Analysis newest = Of(now, stored);
        Prediction prediction = newest.Prediction.Value;
        double[] closes = newest.Closes;
        if (closes.Length < 2)
            return new(prediction, null, null, false);
        // Null: the bars are just enough for one
        Prediction? before = new Part<Prediction>(() => At(now, stored, newest.AsOf.AddDays(-1))).OrDefault;
        return new(
            prediction,
            before,
            closes[^1] / closes[^2] - 1,
            before is not null && before.Signal != prediction.Signal
        );
    }

    /// <summary>Which features and days moved the experts; made again each time.</summary>
    public TickerExplanation Explain(Snapshot now, StoredTicker stored, DateOnly? asOf)
    {
        Ensemble models = now.Models.Value;
        BarSeries bars = Bars(Request(stored) with { AsOf = asOf }).Series;
        RequireSound(bars, models.RequiredBars);
        return Guarded(() => ExplainWorkflow.Explain(models.Models, bars, MarketOf(now.Markets.Value, bars)?.Features));
    }

    private static PredictRequest Request(StoredTicker stored) =>
        new()
        {
            Ticker = stored.Ticker,
            Log = false,
            Offline = true,
        };

    private NewestBars Bars(PredictRequest request, StoredTicker? stored = null, BarSeries? known = null) =>
        stores.Read(store =>
        {
            var reader = new PredictionBars(
                store,
                time,
                static () => throw new InvalidOperationException("A view asks no source.")
            );
            return new NewestBars(
                known is null
                    ? reader.Read(request.Ticker, request, null, default).Series
                    : reader.Read(request.Ticker, stored, request, null, default, known).Series,
                reader
            );
        });

    private Analysis Make(Snapshot now, StoredTicker stored, Ensemble? models, Lazy<Part<NewestBars>> read)
    {
        Part<NewestBars> newest = read.Value;
        // Of a ticker that has ended there is no signal of today, but there are its prices.
        BarSeries? bars =
            newest.OrDefault?.Series
            ?? new Part<BarSeries>(() => stores.Read(store => store.Read(stored.Ticker))).OrDefault;
        double[] closes = bars is null ? [] : bars.Close[^Math.Min(KeptCloses, bars.Count)..].ToArray();
        var prediction = new Part<Prediction>(() =>
        {
            (BarSeries series, PredictionBars ready) = newest.Value;
            return Predict(stored, series, ready, Request(stored), now.Models.Value, now.Markets.Value);
        });
        return new()
        {
            Stored = stored,
            Models = models,
            Markets = now.Markets.Value,
            Clock = now.Clock,
            Closes = closes,
            AsOf = bars is { Count: > 0 } ? bars.Dates[^1] : stored.LastDay,
            Stale = newest.OrDefault?.Ready.Stale ?? false,
            Prediction = prediction,
        };
    }

    private static NewestBars OfPresent(Func<NewestBars> read)
    {
        try
        {
            return read();
        }
        catch (PloutosException e) when (e.Fault == Fault.NoData)
        {
            throw new ViewException(ViewFault.TooFewBars, e.Message, e) { Remedies = e.Remedies };
        }
    }

    private Prediction Predict(
        StoredTicker stored,
        BarSeries bars,
        PredictionBars ready,
        PredictRequest request,
        Ensemble models,
        ServingMarkets? markets
    ) =>
        Guarded(() =>
        {
            RequireSound(bars, models.RequiredBars);
            return PredictWorkflow.Make(bars, stored, models, request, ready, time, MarketOf(markets, bars));
        });

    private ServingMarket? MarketOf(ServingMarkets? markets, BarSeries bars) =>
        markets is null || bars.Count == 0
            ? null
            : stores.Read(store => markets.On(new SeriousRule(store, accept: false), bars.Dates[^1]));

    /// <summary>A view accepts no serious finding.</summary>
    private void RequireSound(BarSeries bars, int window)
    {
        try
        {
            stores.Read(store =>
                new SeriousRule(store, accept: false).Require(bars, window, $"A prediction of {bars.Ticker}")
            );
        }
        catch (PloutosException e) when (e.Fault == Fault.SeriousFindings)
        {
            throw new ViewException(ViewFault.SeriousFinding, e.Message, e);
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is NoDataException or ArgumentException)
        {
            throw new ViewException(ViewFault.TooFewBars, e.Message, e);
        }
    }

    private sealed class Slot
    {
        private volatile Analysis? _newest;

        public Analysis? Newest
        {
            get => _newest;
            set => _newest = value;
        }
    }
}
