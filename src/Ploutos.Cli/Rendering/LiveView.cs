using System.Globalization;
using Ploutos.Research.Models;
using Ploutos.Research.Trials;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Rendering;

/// <summary>What the daily run did, how it is doing, and whether what it stored still holds.</summary>
internal static class LiveView
{
    private const int Shown = 20;

    /// <summary>One run.</summary>
    public static void WriteRun(Output output, LiveRun run)
    {
        if (run.Status == LiveRunStatus.NothingDue)
        {
            output.Line($"Nothing is due: {Figures.Day(run.Day)} is done. Next: {Moment(run.NextAt)}.");
            return;
        }

        output.Line(
            Figures.Text(
                $"{run.Day:yyyy-MM-dd}: {StateName.Of(run.Status)}. {run.Signals} signal(s), {run.Reasons} without, "
            ) + Figures.Text($"{run.Scored} forecast(s) scored, {run.Seconds:0.0} s.")
        );
        if (run.RiskForecasts + run.RiskScored > 0)
            output.Line(Figures.Text($"Risk: {run.RiskForecasts} forecast(s), {run.RiskScored} scored."));
        foreach (IGrouping<string, KeyValuePair<string, string>> waiting in run.WaitingFor.GroupBy(w => w.Value))
            output.Line($"  waiting for {string.Join(", ", waiting.Select(w => w.Key))}: {waiting.Key}");
        if (run.Error is { } error)
            output.Line($"  {error}");
        output.Line(
            run.Status == LiveRunStatus.Done ? $"Next: {Moment(run.NextAt)}." : $"Again: {Moment(run.NextAt)}."
        );
    }

    /// <summary>The whole state.</summary>
    public static void WriteStatus(Output output, LiveStatus status)
    {
        SimulatedBanner.Write(output, status.Models.Any(m => m.Simulated));
        output.Line(
            StateName.Of(status.Health).ToUpperInvariant()
                + $"{(status.Problems.Count == 0 ? ": the daily run is in order." : "")}"
        );
        foreach (string problem in status.Problems)
            output.Line($"  {problem}");
        foreach (string line in RemedyText.Lines(status.Remedies))
            output.Line(line);
        output.Line($"Runs as:    {status.RunningAs ?? "nobody does the daily run"}");
        string lastRun = status.LastRun is { } run
            ? $"{Moment(run.StartedAt)}, {Figures.Day(run.Day)} {StateName.Of(run.Status)}, "
                + Figures.Text($"{run.Signals} signal(s) in {run.Seconds:0.0} s{After(run)}")
            : "none";
        output.Line($"Last run:   {lastRun}");
        output.Line($"Next run:   {Moment(status.NextRunAt)}");
        output.Line(
            Figures.Text($"30 days:    {status.Runs} run(s), {status.FailedRuns} failed")
                + (status.MedianSeconds is { } median ? Figures.Text($", median {median:0.0} s") : "")
        );
        output.Line(
            (
                status.Signals + status.Reasons == 0
                    ? "Signals:    none yet"
                    : Figures.Text($"Signals:    {status.Signals}")
            )
                + (status.Reasons > 0 ? Figures.Text($", and {status.Reasons} left out with a reason") : "")
                + (status.LastSignalDay is { } day ? $", up to {Figures.Day(day)}" : "")
        );
        output.Line(
            $"Bars:       {string.Join(", ", status.Bars.Take(8).Select(b => $"{b.Ticker} {Day(b.LastDay)}"))}"
                + (status.Bars.Count > 8 ? $" and {status.Bars.Count - 8} more" : "")
        );
        foreach (ModelVersion model in status.Models)
            output.Line($"Model:      {model.Expert} {model.Version}, {model.Why} {Moment(model.Since)}");
        foreach (ModelDuel duel in status.LastDuels)
        {
            string decision = duel.TakesOver ? $"{duel.Challenger} took over" : $"{duel.Champion} stayed";
            output.Line($"Retrained:  {duel.Expert}: {decision}, {duel.Verdict}");
        }

        foreach (LiveCalibration c in status.Calibration)
        {
            output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Came true:  {c.Expert}: {c.Rows} forecast(s), forecast {c.MeanProbability:P1}, came"
                        + $" {c.Frequency:P1}, "
                )
                    + Figures.Text($"log-loss {c.LogLoss.Value:F4} [{c.LogLoss.Low:F4}, {c.LogLoss.High:F4}] ")
                    + Figures.Text($"against {c.BaseLogLoss:F4} of the constant base rate")
            );
        }

        if (status.Risk is { } risk)
            LiveRiskView.Write(output, risk);
        WriteDrift(output, status.Drift);
    }

    /// <summary>The chains.</summary>
    public static void WriteChains(Output output, ChainReport report)
    {
        foreach (string broken in report.Broken)
            output.Line($"BROKEN: {broken}");
        output.Line(
            Figures.Text(
                $"Signals:     {report.Signals} link(s), {report.InTime} fixed before their outcome could be known, "
            )
                + Figures.Text($"{report.Late} late and marked so")
                + (report.Predicted > 0 ? Figures.Text($", {report.Predicted} of predict") : "")
        );
        output.Line(Figures.Text($"Outcomes:    {report.Outcomes} link(s)"));
        if (report.RiskForecasts > 0)
            output.Line(
                Figures.Text($"Risk:        {report.RiskForecasts} link(s), and {report.RiskOutcomes} of what came")
            );
        if (report.Predictions + report.Unchained > 0)
            output.Line(
                Figures.Text($"Predictions: {report.Predictions} chained line(s) in an earlier version's log")
                    + (
                        report.Unchained > 0
                            ? Figures.Text($", {report.Unchained} line(s) without hashes before them")
                            : ""
                    )
            );
        foreach (string note in report.Notes)
            output.Line($"note: {note}");
        output.Line($"Head:        {report.Head}");
        foreach (ChainHead head in report.Heads)
            output.Line(Figures.Text($"Note it elsewhere: {head.Chain} {head.Count} {head.Hash}"));
        output.Line(report.Holds ? "Every link holds." : "The first broken link of each chain is named above.");
    }

    /// <summary>A replay.</summary>
    public static void WriteReplay(Output output, ReplayReport report)
    {
        foreach (ReplayDifference d in report.Differences.Take(Shown))
            output.Line($"{d.Ticker} {Figures.Day(d.AsOf)}: was {d.Recorded}, is {d.Replayed}: {d.Cause}: {d.Detail}");
        if (report.Differences.Count > Shown)
            output.Line($"and {Figures.Count(report.Differences.Count - Shown)} more; --json has them all");
        output.Line(
            $"{Figures.Count(report.Compared)} recorded signal(s) run again: {Figures.Count(report.Equal)} equal, "
                + $"{Figures.Count(report.Differences.Count)} different."
        );
        foreach (IGrouping<string, ReplayDifference> cause in report.Differences.GroupBy(d => d.Cause))
            output.Line($"  {cause.Key}: {Figures.Count(cause.Count())}");
    }

    private static void WriteDrift(Output output, IReadOnlyList<FeatureDrift> drift)
    {
        if (drift.Count == 0)
        {
            output.Line("Drift:      not measured yet (the models have no sketch, or there are too few rows)");
            return;
        }

        FeatureDrift[] beyond = [.. drift.Where(d => d.Drifts).OrderByDescending(d => d.Psi / d.PsiLimit)];
        output.Line(
            Figures.Text($"Drift:      {beyond.Length} of {drift.Count} features and probabilities beyond their limits")
        );
        if (beyond.Length == 0)
            return;
        TextTable table = new(
            new("expert"),
            new("feature"),
            new("PSI", Right: true),
            new("limit", Right: true),
            new("KS", Right: true),
            new("limit", Right: true)
        )
        {
            Keys = 2,
        };
        foreach (FeatureDrift d in beyond.Take(Shown))
            table.Add(
                d.Expert,
                d.Feature,
                Figures.Share(d.Psi),
                Figures.Share(d.PsiLimit),
                Figures.Share(d.Ks),
                Figures.Share(d.KsLimit)
            );
        table.Write(output);
    }

    private static string After(LiveRun run) =>
        run.SecondsAfterClose is { } seconds ? $", {Figures.Span(TimeSpan.FromSeconds(seconds))} after the close" : "";

    private static string Day(DateOnly? day) => day is { } known ? Figures.Day(known) : "has none";

    private static string Moment(DateTimeOffset? at) =>
        at is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "-";
}
