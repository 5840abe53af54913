using System.Globalization;
using Ploutos.Alerts.Channels;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Observers;

/// <summary>Puts what the daily run tells into alerts.</summary>
internal static class AlertText
{
    private const int MostNamed = 10;

    /// <summary>The alerts of a signal, given the ticker's signal before it.</summary>
    public static IEnumerable<Alert> Of(StoredSignal stored, string? before)
    {
        SignalRecord s = stored.Record;
        if (s.Signal is not { } signal)
            yield break;
        string simulated = s.Simulated ? " SIMULATED: made from simulated bars, or by models that were." : "";
        string detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{s.Ticker}, as of {s.AsOf:yyyy-MM-dd}: {signal}, score {s.Score:0.000}."
                + $" {string.Join(", ", s.Experts.Select(e => $"{e.Expert} {e.Probability:P1}"))}."
                + $"{(s.Late ? " Made late, after the next day had closed." : "")}{simulated}"
        );
        if (before is not null && before != signal)
            yield return new(
                AlertRule.SignalChange,
                s.Ticker,
                s.AsOf,
                $"{s.Ticker}: {before} -> {signal}",
                $"It was {before}. {detail}",
                s.MadeAt
            );
        if (signal is "STRONG BUY" or "STRONG SELL" && before != signal)
            yield return new(AlertRule.Strong, s.Ticker, s.AsOf, $"{s.Ticker}: {signal}", detail, s.MadeAt);
    }

    /// <summary>The alert of anything else; null where it is nothing to tell.</summary>
    public static Alert? Of(LiveEvent happened) =>
        happened switch
        {
            RunEnded { IsFailure: true } e => new(
                AlertRule.FailedRun,
                null,
                e.Run.Day,
                $"the run of {e.Run.Day:yyyy-MM-dd} failed",
                $"{e.Text} {e.Run.Error}".Trim(),
                e.At
            ),
            DataStale e => new(
                AlertRule.StaleData,
                null,
                e.Day,
                $"bars of {e.Day:yyyy-MM-dd} are missing",
                $"{e.Text} Missing: {Named(e.Tickers)}.",
                e.At
            ),
            DriftSeen e => new(
                AlertRule.Drift,
                null,
                Day(e),
                $"{e.Drifts.Count} features drift",
                $"{e.Text} {Named([.. e.Drifts.Select(Measured)])}.",
                e.At
            ),
            Retrained e => new(
                AlertRule.Retrained,
                null,
                Day(e),
                "models were retrained",
                $"{e.Text} {string.Join(' ', e.Duels.Select(d => $"{d.Expert}: {d.Verdict}"))}".Trim(),
                e.At
            ),
            ClockJumped e => new(AlertRule.Clock, null, Day(e), "the clock jumped", e.Text, e.At),
            _ => null,
        };

    /// <summary>The alert of a paper run; null where it went as it should.</summary>
    public static Alert? Of(PaperRun run, DateTimeOffset now)
    {
        PaperOrder[] rejected = [.. run.Orders.Where(o => o.State == PaperOrderState.Rejected)];
        return run.Outcome is PaperOutcome.Refused or PaperOutcome.Stopped
                ? new(AlertRule.Paper, null, run.Day, $"paper trading: {StateName.Of(run.Outcome)}", run.Detail, now)
            : rejected.Length > 0
                ? new(
                    AlertRule.Paper,
                    null,
                    run.Day,
                    $"paper trading: {rejected.Length} orders refused",
                    Named([.. rejected.Select(o => $"{o.Ticker} ({o.Reason})")]) + ".",
                    now
                )
            : null;
    }

    private static DateOnly Day(LiveEvent happened) => NewYorkTime.DateAt(happened.At);

    private static string Measured(FeatureDrift drift) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{drift.Expert} {drift.Feature} (PSI {drift.Psi:0.00}, limit {drift.PsiLimit:0.00})"
        );

    private static string Named(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
