using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Predict;

/// <summary>One ticker's bars for a signal. Unknown ones are fetched, stale ones that came from
/// the network brought up to date; bars of files and of the simulated market stay as they are
/// unless a source is named. Where the network fails, stored bars serve.</summary>
public sealed class PredictionBars(BarStore store, TimeProvider time, Func<SourceSettings> settings)
{
    /// <summary>What was done on the way.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What to keep in mind.</summary>
    public List<Caution> Cautions { get; } = [];

    /// <summary>Whether a finished trading day is missing.</summary>
    public bool Stale { get; private set; }

    /// <summary>The bars up to the day of the prediction, and what the store knows of them.</summary>
    /// <exception cref="NoDataException">There are none, and none can be had.</exception>
    public (BarSeries Series, StoredTicker Stored) Read(
        string ticker,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(ticker, store.Find(ticker), request, progress, cancellation);

    /// <summary>The same of a ticker as the store knows it; null where it does not.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="stored">What the store knows of it.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told of what is fetched.</param>
    /// <param name="cancellation">Ends a fetch.</param>
    /// <param name="read">Its newest bars, where they were read already.</param>
    /// <exception cref="NoDataException">There are none, and none can be had.</exception>
    public (BarSeries Series, StoredTicker Stored) Read(
        string ticker,
        StoredTicker? stored,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation,
        BarSeries? read = null
    )
    {
        bool? fetched = null;
        if (IsToBeFetched(stored, request))
        {
            fetched = Fetch(ticker, stored is not null, request, progress, cancellation);
            stored = store.Find(ticker);
        }

        if (stored is null)
            throw new NoDataException($"The store has no bars of '{ticker}', and no source is asked here.")
            {
                Kind = MarketDataFault.UnknownTicker,
                Ticker = ticker,
            };
        BarSeries bars = fetched is null && read is not null ? read : store.Read(ticker);
        if (bars.EndedOn is { } end && !(request.AsOf <= end))
            throw new PloutosException(
                Fault.NoData,
                $"{ticker} ended on {end:yyyy-MM-dd} ({stored.Instrument.EndReason?.ToString().ToLowerInvariant()}):"
                    + " there is no signal of a later day. Ask for a day up to it."
            )
            {
                Remedies = [new ChangeOption("as_of", $"{end:yyyy-MM-dd} or earlier")],
            };
        if (request.AsOf is { } day)
            return (bars.UpTo(day), stored);
        if (stored.Origin != DataOrigin.Simulated)
        {
            DateTimeOffset now = time.GetUtcNow();
            ExchangeCalendar calendar = TickerMarket.ClockOf(bars);
            bars = bars.UpTo(calendar.LastFinished(now)); // a bar of a day that is not over is no bar yet
            if (bars.Count > 0)
                Tell(ticker, stored, DataAge.Of(bars.Dates[^1], now, calendar), fetched);
        }

        return (bars, stored);
    }

    /// <summary>Whether a source is asked for the ticker's bars.</summary>
    internal bool IsToBeFetched(StoredTicker? stored, PredictRequest request) =>
        !request.Offline
        && (
            stored is null
            || request.Source is not null
            || (
                stored.Instrument.EndedOn is null
                && BarSources.IsOnline(stored.Source)
                && !(request.AsOf <= stored.LastDay)
                && DataAge.Of(stored.LastDay, time.GetUtcNow(), store.ClockOf(stored.Ticker)).IsStale
            )
        );

    /// <summary>Whether the source could be asked; where not, and bars are stored, a warning
    /// says why.</summary>
    private bool Fetch(
        string ticker,
        bool isStored,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        SourceSettings patience = settings();
        if (isStored) // there is something to fall back to, and somebody waits
            patience = patience with
            {
                AttemptTimeout = TimeSpan.FromSeconds(5),
                TotalTimeout = TimeSpan.FromSeconds(10),
                Retries = 1,
            };
        using var sources = new BarSources(patience, time);
        var options = new FetchOptions { Source = request.Source ?? BarSources.Auto };
        FetchResult result = FetchWorkflow.Ask(new(store, sources, time), [ticker], options, progress, cancellation)[0];
        if (result.Error is { } error && !isStored)
            throw error;
        if (result.Error is not null)
            Cautions.Add(
                new(
                    CautionKind.NotUpdated,
                    $"{ticker} could not be brought up to date, so the stored bars serve:"
                        + $" {result.Error.Message.ReplaceLineEndings(" ")}"
                )
            );
        else if (result.Saved is not null)
            Notes.Add(result.Sentence);
        return result.Succeeded;
    }

    private void Tell(string ticker, StoredTicker stored, DataAge age, bool? fetched)
    {
        Stale = age.IsStale;
        if (age.IsStale)
        {
            bool online = BarSources.IsOnline(stored.Source);
            (string advice, Remedy[] remedies) = (fetched, online) switch
            {
                (true, _) => (" The source has nothing newer yet.", (Remedy[])[]),
                (false, _) => ("", []),
                (null, true) => (" Update them.", [new UpdateBars()]),
                (null, false) => (" Import newer files, or ask a source.", [new ImportBars(), new AskSource(ticker)]),
            };
            string text =
                $"The bars are STALE: the newest is of {age.AsOf:yyyy-MM-dd}, {age.TradingDaysBehind} finished trading"
                + $" day(s) "
                + $"behind {age.LastFinishedDay:yyyy-MM-dd}. This signal is about {age.AsOf:yyyy-MM-dd}, not about"
                + $" today.{advice}";
            Cautions.Add(
                new(CautionKind.Stale, text, age.LastFinishedDay, age.TradingDaysBehind, online) { Remedies = remedies }
            );
        }

        if (age.MarketOpen && age.AsOf >= age.LastFinishedDay)
            Notes.Add(
                $"Today's bar is left out until the close; {age.LastFinishedDay:yyyy-MM-dd} is the last finished"
                    + $" trading day."
            );
    }
}
