using Ploutos.Research.ExpertFiles;

namespace Ploutos.Cli.Rendering;

/// <summary>Ensembles and their files.</summary>
internal static class EnsemblesView
{
    /// <summary>One row an ensemble.</summary>
    public static void WriteList(Output output, IReadOnlyList<EnsembleView> ensembles)
    {
        TextTable table = new(new("ensemble"), new("signals"), new("rule"), new("who votes"), new("file"));
        foreach (EnsembleView e in ensembles)
            table.Add(
                e.Name,
                e.Current ? "makes them" : "-",
                e.Rule ?? "can't be used",
                Voters(e),
                e.File ?? "built in"
            );
        table.Write(output);
        foreach (EnsembleView e in ensembles.Where(e => e.Problem is not null))
            output.Line(e.Problem!);
        output.Line("Another one: ploutos ensembles new NAME.");
    }

    /// <summary>Who votes, and what keeps it from making signals.</summary>
    public static void WriteCheck(Output output, EnsembleView ensemble)
    {
        output.Line($"{ensemble.Name}: {ensemble.Description ?? Voters(ensemble)}");
        foreach (EnsembleVoterView v in ensemble.Voters)
            output.Line(
                $"  {v.Expert,-12} {v.Role}"
                    + (v.Weight is { } weight ? Figures.Text($", weight {weight}") : ", one vote")
                    + $", {(v.Version is null ? "no model" : $"model {v.Version}")}"
            );
        if (ensemble is { WeakThreshold: { } weak, StrongThreshold: { } strong })
            output.Line(Figures.Text($"  BUY or SELL beyond {weak:0.000}, STRONG beyond {strong:0.000}"));
        foreach (string note in ensemble.Notes)
            output.Line($"note: {note}");
        if (ensemble.Notes.Count == 0)
            output.Line("It can make signals.");
    }

    /// <summary>A new file.</summary>
    public static void WriteNew(Output output, EnsembleView ensemble)
    {
        output.Line($"Wrote {ensemble.File}.");
        output.Line(
            ensemble.Current
                ? "Edit it, then: ploutos ensembles check. It makes the signals from now on."
                : $"Edit it, then: ploutos ensembles check {ensemble.Name},"
                    + $" ploutos backtest --from models --ensemble {ensemble.Name}."
        );
    }

    private static string Voters(EnsembleView ensemble) =>
        ensemble.Problem is not null
            ? "-"
            : string.Join(
                ", ",
                ensemble.Voters.Select(v => v.Weight is { } w ? Figures.Text($"{v.Expert} {w}") : v.Expert)
            );
}
