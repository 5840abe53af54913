using System.Globalization;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>Versions of models.</summary>
internal static class ModelsView
{
    /// <summary>One row a version.</summary>
    public static void WriteList(Output output, IReadOnlyList<ModelVersion> models)
    {
        if (models.Count == 0)
        {
            output.Line("There are no models yet: ploutos train");
            return;
        }

        SimulatedBanner.Write(output, models.Any(m => m.Simulated));
        TextTable table = new(
            new("expert"),
            new("version"),
            new("in use"),
            new("trained from"),
            new("to"),
            new("chosen by days to"),
            new("tickers", Right: true),
            new("AUC out of sample"),
            new("log-loss (base)")
        )
        {
            Keys = 2,
        };
        foreach (ModelVersion m in models)
        {
            table.Add(
                m.Expert,
                m.Version,
                Use(m),
                Day(m.TrainFrom),
                Day(m.TrainTo),
                m.ChosenTo is null && m.Problem is null ? "not known" : Day(m.ChosenTo),
                Figures.Count(m.Tickers.Count),
                m.Problem is { } problem ? $"can't be used: {problem}" : Auc(m),
                Loss(m)
            );
        }

        table.Write(output);
        if (models.Any(m => m.IsCandidate))
            output.Line(
                "A candidate: compare it with 'ploutos models diff', let it predict with 'ploutos models promote'."
            );
        output.Line("Another version: ploutos models use VERSION. Back to the one before: ploutos models rollback.");
    }

    /// <summary>Everything that is known of versions.</summary>
    public static void WriteDetails(Output output, IReadOnlyList<ModelVersion> models)
    {
        SimulatedBanner.Write(output, models.Any(m => m.Simulated));
        foreach (ModelVersion m in models)
        {
            string standing =
                m.IsCurrent ? ", which predicts"
                : m.IsPrevious ? ", which a rollback goes back to"
                : "";
            output.Line($"{m.Expert} {m.Version}{standing}");
            if (m.Problem is { } problem)
                output.Line($"  can't be used: {problem}");
            output.Line(
                $"  trained:      {Moment(m.CreatedAt)}, from {Day(m.TrainFrom)} to {Day(m.TrainTo)} on"
                    + $" {m.Tickers.Count} tickers "
                    + $"({string.Join(", ", m.Tickers.Take(8))}{(m.Tickers.Count > 8 ? ", ..." : "")})"
            );
            output.Line($"  settings:     window {m.Window}, hyperparameters from {m.HyperparametersFrom}");
            output.Line($"  bars:         {m.DataHash}");
            if (!m.HasDigest)
                output.Line("  digest:       without digest: an earlier version made it, so a change is not found");
            output.Line($"  in use since: {(m.Since is null ? "never" : $"{Moment(m.Since)} ({m.Why})")}");
            output.Line($"  chosen by:    days up to {(m.ChosenTo is { } last ? Figures.Day(last) : "not known")}");
            output.Line(
                m.NotKnown is { } reason
                    ? $"  out of sample: not known: {reason}"
                    : $"  out of sample {Day(m.TestFrom)} to {Day(m.TestTo)}, with 95 % intervals:"
            );
            foreach ((string name, ModelFigure figure) in m.Metrics)
            {
                output.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {name,-9} {figure.Value:F4} [{figure.Low:F4}, {figure.High:F4}] against"
                            + $" {figure.Baseline:F4} of a constant guess"
                    )
                );
            }

            output.Line($"  folder:       {m.Folder}");
        }
    }

    /// <summary>What was switched.</summary>
    public static void WriteSwitches(Output output, IReadOnlyList<ModelSwitch> switches)
    {
        foreach (ModelSwitch s in switches)
        {
            output.Line(
                s.Changed
                    ? $"{s.Expert}: {s.After} predicts from now on; {s.Before ?? "the broken one"} was in use before."
                    : $"{s.Expert}: {s.After} predicts already."
            );
        }

        output.Line($"Vote: {switches[^1].Thresholds}.");
    }

    /// <summary>A model that was written to a file, and what the file reads.</summary>
    public static void WriteExported(Output output, ExportedModel done)
    {
        string shape = done.Window == 1 ? "a row" : $"a bar, {done.Window} bars a row, oldest first";
        output.Line($"{done.Expert} {done.Version}, served by {done.Forecaster}, written to {done.File}");
        output.Line($"It reads {done.Inputs.Count} inputs {shape}: {string.Join(", ", done.Inputs)}");
    }

    /// <summary>Two versions on the same test days.</summary>
    public static void WriteComparison(Output output, ModelComparison c)
    {
        output.Line(
            $"{c.Expert}: {c.After} against {c.Before} on the same {Figures.Count(c.Rows)} rows, "
                + $"{Figures.Day(c.From)} to {Figures.Day(c.To)}:"
        );
        output.Line($"  AUC      {Compared(c.Auc)}");
        output.Line($"  log-loss {Compared(c.LogLoss)}");
        output.Line($"  {c.Verdict}.");
    }

    private static string Compared(ComparedFigure f) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{f.After:F4} against {f.Before:F4}, difference {f.Difference:+0.0000;-0.0000} "
                + $"[{f.Low:+0.0000;-0.0000}, {f.High:+0.0000;-0.0000}]"
        );

    private static string Use(ModelVersion m) =>
        m.IsCurrent ? "yes"
        : m.IsPrevious ? "before"
        : m.IsCandidate ? "candidate"
        : "";

    private static string Auc(ModelVersion m) =>
        m.Metrics.TryGetValue("auc", out ModelFigure? auc)
            ? Figures.WithInterval(auc.Value, [auc.Low, auc.High], Figures.Share)
        : m.NotKnown is null ? "-"
        : "not known";

    private static string Loss(ModelVersion m) =>
        m.Metrics.TryGetValue("log_loss", out ModelFigure? loss)
            ? $"{Figures.Loss(loss.Value)} ({Figures.Loss(loss.Baseline ?? double.NaN)})"
            : "-";

    private static string Day(DateOnly? day) => day is { } known ? Figures.Day(known) : "-";

    private static string Moment(DateTimeOffset? at) =>
        at is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "-";
}
