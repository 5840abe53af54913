using System.Collections.Concurrent;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Risk;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Risk forecasts: the model with its market, and the newest forecast of each ticker, as long
/// as bars, models and the day are the same. Bars are kept of the market alone, and shared with the
/// vote's.</summary>
internal sealed class RiskViews(WorkspaceFolder workspace, StorePool stores, TimeProvider time)
{
    /// <summary>Days of a trading year.</summary>
    private const int Year = 252;

    private const int Week = 5;

    private readonly Lock _gate = new();
    private Held? _held;

    /// <summary>Reads model and market before many tickers ask for them side by side. What can't be read is told
    /// with each ticker's forecast.</summary>
    /// <param name="now">The snapshot.</param>
    public void Prepare(Snapshot now)
    {
        if (now.Tickers.OrDefault is { Count: > 0 } tickers && Now(now).Outlook.Value.OrDefault is { } outlook)
            _ = new Part<bool>(() =>
                Guarded(() =>
                    stores.Read(store =>
                    {
                        outlook.Prepare(store, tickers.Values.CountBy(t => t.LastDay).MaxBy(d => d.Value).Key);
                        return true;
                    })
                )
            );
    }

    /// <summary>The bars of a ticker of the market; null where they are not read, or newer ones are stored.</summary>
    /// <param name="now">The snapshot.</param>
    /// <param name="ticker">What the store knows of it.</param>
    public BarSeries? Newest(Snapshot now, StoredTicker ticker) =>
        Now(now) is { Outlook: { IsValueCreated: true, Value.OrDefault: { } outlook } } held && held.Of == Of(now)
            ? outlook.Newest(ticker)
            : null;

    /// <summary>The newest forecast of a ticker, or why there is none.</summary>
    /// <param name="now">The snapshot.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="known">Its bars up to the last finished day, where they are read already; null to read them
    /// here.</param>
    public Part<RiskReport> Of(Snapshot now, string ticker, Func<BarSeries?>? known = null)
    {
        Held held = Now(now);
        // Bars of an older snapshot make no forecast that later ones are served
        Func<BarSeries?>? same = held.Of == Of(now) ? known : null;
        return held
            .Reports.GetOrAdd(ticker, name => new(() => new(() => Guarded(() => Report(held, name, same)))))
            .Value;
    }

    /// <summary>The forecast of a past day, by today's model.</summary>
    public RiskReport At(string ticker, DateOnly asOf) =>
        Guarded(() =>
            new RiskWorkflow(workspace, time).Report(new(ticker, null, asOf) { FitsModel = false }, null, default)
        );

    /// <summary>A year of forecasts against what came.</summary>
    public RiskPast Past(Snapshot now, string ticker, DateOnly? asOf)
    {
        RiskOutlook outlook = Now(now).Outlook.Value.Value;
        return Guarded(() => stores.Read(store => outlook.Past(store, ticker, asOf, Year)));
    }

    /// <summary>A report in short; null where there is none.</summary>
    public static RiskGlance? Glance(RiskReport? report) =>
        report?.Horizons.FirstOrDefault(h => h.Bars == Week) is { } h
            ? new(
                h.Volatility,
                h.Low,
                h.High,
                h.LossLimit,
                report.LogChange is { } change ? Math.Exp(change) - 1 : null,
                report.Verdict
            )
            : null;

    private RiskReport Report(Held held, string ticker, Func<BarSeries?>? known)
    {
        RiskOutlook outlook = held.Outlook.Value.Value;
        BarSeries? bars = known?.Invoke();
        return stores.Read(store => bars is null ? outlook.Report(store, ticker) : outlook.Report(store, bars));
    }

    private Held Now(Snapshot now)
    {
        (long, long, ClockState) of = Of(now);
        lock (_gate)
        {
            // Whoever still works on an older snapshot takes what is newer, and does not put it away.
            if (_held is { } held && (held.Of == of || held.Number > now.Number))
                return held;
            return _held = new(
                of,
                now.Number,
                new(() => new(() => Guarded(() => Outlook(now.Markets.Value)))),
                new(StringComparer.Ordinal)
            );
        }
    }

    private static (long Data, long Models, ClockState Clock) Of(Snapshot now) =>
        (now.State.Data, now.State.Models, now.Clock);

    private RiskOutlook Outlook(ServingMarkets? read) =>
        stores.Read(store => RiskOutlook.Read(workspace, store, time, read));

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PloutosException e)
        {
            ViewFault fault = e.Fault switch
            {
                Fault.NoModel => ViewFault.NoModels,
                Fault.SeriousFindings => ViewFault.SeriousFinding,
                _ => ViewFault.ModelBroken,
            };
            throw new ViewException(fault, e.Message, e) { Remedies = e.Remedies };
        }
        catch (Exception e) when (e is NoDataException or ArgumentException)
        {
            throw new ViewException(ViewFault.TooFewBars, e.Message, e);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ViewException(ViewFault.ModelBroken, e.Message, e);
        }
    }

    private sealed record Held(
        (long Data, long Models, ClockState Clock) Of,
        long Number,
        Lazy<Part<RiskOutlook>> Outlook,
        ConcurrentDictionary<string, Lazy<Part<RiskReport>>> Reports
    );
}
