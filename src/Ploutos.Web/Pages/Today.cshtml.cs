using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Models;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Pages;

/// <summary>What is new: health, work, signals that changed, the strongest, the risk that moved most, and
/// how earlier signals came out.</summary>
internal sealed class TodayModel(
    IWorkspaceViews views,
    RecentStatus status,
    IPaperWorkflows paper,
    IAlertWorkflows alerts,
    JobBoard jobs,
    HiddenPaths hidden
) : PageModel
{
    private const int Shown = 6;

    /// <summary>How the daily run is doing; null where that can't be said.</summary>
    public LiveStatus? Status { get; private set; }

    /// <summary>Why it can't be said.</summary>
    public FaultText? Problem { get; private set; }

    /// <summary>Whether nothing is stored yet, or only what a demonstration has made so far.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether some of the bars are made up.</summary>
    public bool Simulated { get; private set; }

    /// <summary>Running jobs, then the last that ended.</summary>
    public IReadOnlyList<JobSnapshot> Jobs { get; private set; } = [];

    /// <summary>Tickers whose newest recorded signal differs from the one before.</summary>
    public IReadOnlyList<(LoggedSignal Before, LoggedSignal Now, ProofVerdict? Mark)> Changed { get; private set; } =
    [];

    /// <summary>The largest scores, either way.</summary>
    public IReadOnlyList<WatchlistRow> Strongest { get; private set; } = [];

    /// <summary>The largest changes of forecast risk.</summary>
    public IReadOnlyList<WatchlistRow> Riskiest { get; private set; } = [];

    /// <summary>How earlier signals came out.</summary>
    public TrackRecord? Record { get; private set; }

    /// <summary>The paper account; null where there is none.</summary>
    public PaperStatus? Paper { get; private set; }

    /// <summary>The newest alerts.</summary>
    public IReadOnlyList<AlertEntry> Alerts { get; private set; } = [];

    /// <summary>The ticker and the day that an alert is about, from its name; null where it is about the
    /// whole.</summary>
    public static (string Ticker, DateOnly Day)? About(AlertEntry alert) =>
        alert.Id.Split(':') is [_, not "-" and var ticker, var day]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", out DateOnly date)
            ? (ticker, date)
            : null;

    /// <summary>The page; the address of a ticker's page in earlier versions leads to the new one.</summary>
    public IActionResult OnGet(CancellationToken cancellation)
    {
        if (Request.Query.ContainsKey("ticker"))
            return LocalRedirectPermanent("/analyse" + Request.QueryString);
        IReadOnlyList<JobSnapshot> all = jobs.List();
        Jobs =
        [
            .. all.Where(j => j.State == JobState.Running)
                .Concat(all.Where(j => j.State != JobState.Running))
                .Take(Shown),
        ];
        Try(() => Status = status.Now());
        Try(() => Paper = paper.PaperStatus() is { LastDay: not null } account ? account : null);
        Try(() => Alerts = [.. alerts.Alerts().Outbox.OrderByDescending(a => a.CreatedAt).Take(Shown)]);
        Try(() => Look(cancellation));
        return Page();
    }

    private void Look(CancellationToken cancellation)
    {
        IReadOnlyList<WatchlistRow> rows = views.Watchlist(cancellation);
        Simulated = rows.Any(r => r.Simulated);
        IsEmpty = rows.Count == 0 || Jobs.Any(j => j is { Kind: "demo", State: JobState.Running });
        Strongest =
        [
            .. rows.Where(r => r.Prediction is not null)
                .OrderByDescending(r => Math.Abs(r.Prediction!.Score))
                .Take(Shown),
        ];
        Riskiest =
        [
            .. rows.Where(r => r.Risk?.Change is not null)
                .OrderByDescending(r => Math.Abs(r.Risk!.Change!.Value))
                .Take(Shown),
        ];
        // All of them: the record's figures are of the same forecasts as its scores.
        IReadOnlyList<LoggedSignal> signals = views.Signals(null, int.MaxValue);
        Dictionary<string, ProofVerdict?> marks = rows.ToDictionary(
            r => r.Ticker,
            r => r.Prediction?.Verdict,
            StringComparer.Ordinal
        );
        Changed =
        [
            .. signals
                .GroupBy(s => s.Ticker)
                .Select(g => g.TakeLast(2).ToArray())
                .Where(pair => pair.Length == 2 && pair[0].Signal != pair[1].Signal)
                .Select(pair => (pair[0], pair[1], marks.GetValueOrDefault(pair[1].Ticker)))
                .OrderByDescending(pair => pair.Item2.AsOf)
                .ThenBy(pair => pair.Item2.Ticker, StringComparer.Ordinal)
                .Take(Shown),
        ];
        Record = Status is null ? null : TrackRecord.Of(Status, signals);
    }

    /// <summary>A part that can't be had leaves the others standing.</summary>
    private void Try(Action part)
    {
        try
        {
            part();
        }
        catch (ViewException e) when (e.Fault == ViewFault.NoStore)
        {
            IsEmpty = true;
        }
        catch (PloutosException e) when (e.Fault is Fault.NoBars or Fault.NoData or Fault.NotMadeYet)
        {
            // Said by what is missing.
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            FaultText fault = FaultText.Of(e);
            Problem ??= fault with { Detail = hidden.Clean(fault.Detail) };
        }
    }
}
