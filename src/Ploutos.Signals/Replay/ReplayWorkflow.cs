using System.Globalization;
using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Replay;

/// <summary>Runs recorded days again through the daily run's own code: the bars of the recorded
/// vintage up to the day, the recorded versions of the models, their thresholds. What comes out
/// must be what was recorded, to the last bit; where it is not, the cause is found by holding one
/// ingredient after the other against the record.</summary>
public sealed class ReplayWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);
    private readonly Dictionary<string, (Ensemble? Models, string? Fault)> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int?), BarSeries?> _series = [];
    private ((Ensemble Models, DateTimeOffset? KnownAt) Of, ServingMarkets? Markets)? _markets;

    /// <summary>Replays the recorded signals of the requested ticker and days.</summary>
    /// <exception cref="PloutosException">The range is empty, or nothing was recorded in
    /// it.</exception>
    public ReplayReport Run(ReplayRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request.From > request.To)
            throw new PloutosException(
                Fault.WrongUsage,
                $"from must not be after to, but got {request.From:yyyy-MM-dd} and {request.To:yyyy-MM-dd}."
            )
            {
                Remedies = [new ChangeOption("from", "no later than to")],
            };
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        using SignalStore signals = SignalStore.Open(workspace);
        IReadOnlyList<StoredSignal> recorded = signals.History(
            request.Ticker is null ? null : TickerNames.Parse(request.Ticker),
            request.From,
            request.To
        );
        if (recorded.Count == 0)
            throw new PloutosException(
                Fault.NotMadeYet,
                "There are no recorded signals in that range. The daily run records them."
            )
            {
                Remedies = [new RunDaily()],
            };
        var differences = new List<ReplayDifference>();
        for (int i = 0; i < recorded.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Compare(recorded[i].Record, store, request.AsKnownNow) is { } difference)
                differences.Add(difference);
            if (i + 1 == recorded.Count || recorded[i + 1].Record.AsOf != recorded[i].Record.AsOf)
                progress?.Report(
                    new ItemDone("replay", LedgerDay.Text(recorded[i].Record.AsOf), i + 1, recorded.Count)
                );
        }

        return new(recorded.Count, recorded.Count - differences.Count, differences);
    }

    private ReplayDifference? Compare(SignalRecord was, BarStore store, bool asKnownNow)
    {
        // A day that was given up before any bar came was decided by what was not there; the store
        // can still tell that it was not.
        if (was.Vintage == 0)
            return WithoutBars(was, store);
        BarSeries? bars = Read(store, was.Ticker, asKnownNow ? null : was.Vintage)?.UpTo(was.AsOf);
        if (bars is null || bars.Count == 0 || bars.Dates[^1] != was.AsOf)
            return Different(
                was,
                "no bars",
                "bars lost",
                $"the store has no bar of that day in {(asKnownNow ? "its newest vintage" : $"vintage {was.Vintage}")}"
            );
        if (Models(was) is not ({ } models, null))
            return Different(was, "no models", "model missing", Models(was).Fault!);
        if (!models.IsFitted && was is { WeakThreshold: { } weak, StrongThreshold: { } strong })
            // This set never had thresholds of its own; it voted with those that the record names
            models = models.With(new(weak, strong));
        SignalRecord now;
        try
        {
            now = SignalMaker.Make(
                models,
                new(bars, was.Source ?? "", was.Vintage),
                was.MadeAt,
                Market(store, models, was, asKnownNow ? null : was.MarketKnownAt ?? was.MadeAt),
                was.Exchange
            );
        }
        catch (MarketDataException e)
        {
            return Different(was, "no inputs", "columns lost", e.Message);
        }
        catch (InvalidDataException e)
        {
            return Different(was, "no probability", "model changed", e.Message);
        }

        if (IsEqual(was, now))
            return null;
        (string cause, string detail) = Cause(was, now, asKnownNow);
        return Different(was, Text(now), cause, detail);
    }

    private static (string Cause, string Detail) Cause(SignalRecord was, SignalRecord now, bool asKnownNow)
    {
        if (was.DataHash != now.DataHash)
            return (
                "bars revised",
                asKnownNow
                    ? "the source reported the past differently later"
                    : $"vintage {was.Vintage} is not what it was when the signal was made"
            );
        if (was.MarketHash != now.MarketHash)
            return (
                "bars revised",
                "the bars of another ticker, which the market's values of the day come from, are not what they were"
            );
        if (ColumnHashes.Changed(was.ColumnHashes, now.ColumnHashes) is { Count: > 0 } columns)
            return (
                "columns revised",
                $"the file says otherwise of these days now: {string.Join("; ", columns)}. A correction is a further"
                    + " row with a later known_at"
            );
        if (was.WeakThreshold != now.WeakThreshold || was.StrongThreshold != now.StrongThreshold)
            return (
                "thresholds",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"they were {was.WeakThreshold} and {was.StrongThreshold}, "
                )
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"and are {now.WeakThreshold} and {now.StrongThreshold} for these models"
                    )
            );
        if (was.RawSignal == now.RawSignal && was.Score == now.Score && was.Signal != now.Signal)
            return (
                "model changed",
                "the evidence beside the models says otherwise now, so that STRONG is earned or lost"
            );
        return was.Code != now.Code
            ? ("code", $"made by {was.Code}, run again by {now.Code}")
            : (
                "unexplained",
                "same bars, models, thresholds and code: another type of machine gives other last digits"
            );
    }

    private static ReplayDifference? WithoutBars(SignalRecord was, BarStore store)
    {
        bool known = store.Contains(was.Ticker) && Knew(store, was);
        return known
            ? Different(was, "a bar", "bars revised", "the store now says that it had a bar of that day then")
            : null;
    }

    /// <summary>Whether the store had a bar of the record's day when it was made.</summary>
    private static bool Knew(BarStore store, SignalRecord was)
    {
        // These were given up for another reason than a bar that was missing
        if (
            was.Reason is { } reason
            && (
                reason.Contains("no usable model", StringComparison.Ordinal)
                || reason.StartsWith(SignalMaker.OnFinding, StringComparison.Ordinal)
            )
        )
            return false;
        try
        {
            return store.Read(was.Ticker, knownAt: was.MadeAt).Dates.BinarySearch(was.AsOf) >= 0;
        }
        catch (NoDataException)
        {
            return false; // nothing was known of the ticker then
        }
    }

    private (Ensemble? Models, string? Fault) Models(SignalRecord was)
    {
        // A record without a signal names no models: its bars were too few for any, which the
        // current ones can confirm.
        Dictionary<string, string> versions = was.Experts.ToDictionary(e => e.Expert, e => e.Version);
        string voting = was.Ensemble is { } kept
            ? JsonSerializer.Serialize(kept, LedgerJson.Default.EnsembleRecord)
            : "";
        string key = string.Join(' ', [.. versions.Values, voting]);
        if (!_sets.TryGetValue(key, out (Ensemble?, string?) set))
        {
            try
            {
                EnsembleDefinition? ensemble = was.Ensemble?.Definition(name =>
                    ExpertAsOf(name, versions.GetValueOrDefault(name))
                );
                set = (Ensemble.Load(_registry, ensemble, versions.Count == 0 ? null : versions), null);
            }
            catch (Exception e)
                when (e is FileNotFoundException or InvalidDataException or PloutosException or StorageException)
            {
                set = (null, e.Message);
            }

            _sets[key] = set;
        }

        return set;
    }

    /// <summary>An expert as it was when it was trained to a version: its file may have changed
    /// since.</summary>
    private ExpertDefinition ExpertAsOf(string name, string? version) =>
        (version is null ? null : new ExpertCatalog(workspace).AsTrained(name, version))
        ?? new ExpertCatalog(workspace).Get(name);

    /// <summary>The market as it was read for a record. The record does not say whether tickers with
    /// serious findings were accepted: they were where only the market with them is the recorded
    /// one.</summary>
    private ServingMarket? Market(BarStore store, Ensemble models, SignalRecord was, DateTimeOffset? knownAt)
    {
        // The records of one run share their bars.
        (Ensemble, DateTimeOffset?) wanted = (models, knownAt);
        if (_markets is not { } known || known.Of != wanted)
            _markets = known = (wanted, ServingMarkets.Read(store, models.Models, knownAt));
        if (known.Markets is not { } markets)
            return null;
        ServingMarket sound = markets.On(new SeriousRule(store, accept: false), was.AsOf);
        if (sound.Findings.Count == 0 || was.MarketHash == sound.HashOf(was.Ticker, was.AsOf))
            return sound;
        ServingMarket whole = markets.On(new SeriousRule(store, accept: true), was.AsOf);
        return was.MarketHash == whole.HashOf(was.Ticker, was.AsOf) ? whole : sound;
    }

    private BarSeries? Read(BarStore store, string ticker, int? vintage)
    {
        if (!_series.TryGetValue((ticker, vintage), out BarSeries? series))
        {
            try
            {
                series = store.Read(ticker, vintage);
            }
            catch (NoDataException)
            {
                series = null;
            }

            _series[(ticker, vintage)] = series;
        }

        return series;
    }

    private static bool IsEqual(SignalRecord was, SignalRecord now) =>
        was.DataHash == now.DataHash
        && was.MarketHash == now.MarketHash
        && ColumnHashes.Changed(was.ColumnHashes, now.ColumnHashes).Count == 0
        && was.Signal == now.Signal
        && was.RawSignal == now.RawSignal
        && was.Score == now.Score
        && was.WeakThreshold == now.WeakThreshold
        && was.StrongThreshold == now.StrongThreshold
        && was.Reason == now.Reason
        && was.Experts.Select(e => e.Probability).SequenceEqual(now.Experts.Select(e => e.Probability));

    private static ReplayDifference Different(SignalRecord was, string now, string cause, string detail) =>
        new(was.Ticker, was.AsOf, Text(was), now, cause, detail);

    private static string Text(SignalRecord record) =>
        record.Signal is null
            ? record.Reason ?? "no signal"
            : string.Create(CultureInfo.InvariantCulture, $"{record.Signal} {record.Score:+0.0000;-0.0000;0.0000}");
}
