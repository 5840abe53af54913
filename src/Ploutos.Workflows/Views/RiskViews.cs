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

    /// <summary>The newest forecast of a ticker, or why there is none.</summary>
    /// <param name="state">How often each part has changed.</param>
    /// <param name="now">The snapshot.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="known">Its bars up to the last finished day, where they are read already; null to read them
    /// here.</param>
    public Part<RiskReport> Of(WorkspaceState state, Snapshot now, string ticker, Func<BarSeries?>? known = null)
    {
        Held held = Now(state, now);
        return held
            .Reports.GetOrAdd(ticker, name => new(() => new(() => Guarded(() => Report(held, name, known)))))
            .Value;
    }

    /// <summary>The forecast of a past day, by today's model.</summary>
    public RiskReport At(string ticker, DateOnly asOf) =>
        Guarded(() =>
            new RiskWorkflow(workspace, time).Report(new(ticker, null, asOf) { FitsModel = false }, null, default)
        );

    /// <summary>A year of forecasts against what came.</summary>
    public RiskPast Past(WorkspaceState state, Snapshot now, string ticker, DateOnly? asOf)
    {
        RiskOutlook outlook = Now(state, now).Outlook.Value.Value;
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

    private Held Now(WorkspaceState state, Snapshot now)
    {
        (long, long, ClockState) of = (state.Data, state.Models, now.Clock);
        lock (_gate)
        {
            if (_held is { } held && held.Of == of)
                return held;
            return _held = new(
                of,
                new(() => new(() => Guarded(() => Outlook(now.Markets.Value)))),
                new(StringComparer.Ordinal)
            );
        }
    }

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
        Lazy<Part<RiskOutlook>> Outlook,
        ConcurrentDictionary<string, Lazy<Part<RiskReport>>> Reports
    );
}
