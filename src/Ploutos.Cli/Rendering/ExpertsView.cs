using Ploutos.Research.ExpertFiles;

namespace Ploutos.Cli.Rendering;

/// <summary>Experts and their files.</summary>
internal static class ExpertsView
{
    /// <summary>One row an expert.</summary>
    public static void WriteList(Output output, IReadOnlyList<ExpertView> experts)
    {
        TextTable table = new(
            new("expert"),
            new("inputs", Right: true),
            new("horizon", Right: true),
            new("class 1"),
            new("model"),
            new("file")
        );
        foreach (ExpertView e in experts)
            table.Add(
                e.Name,
                e.Problem is null ? Figures.Count(e.Inputs.Count) : "-",
                e.Problem is null ? Figures.Count(e.Horizon) : "-",
                e.Problem is null ? $"{e.Classes[1]}: {e.Question}" : "can't be used",
                e.Trained ? "trained" : "none",
                e.File ?? "built in"
            );
        table.Write(output);
        foreach (ExpertView e in experts.Where(e => e.Problem is not null))
            output.Line(e.Problem!);
        output.Line("Another one: ploutos experts new NAME.");
    }

    /// <summary>What it is made of, and its file.</summary>
    public static void WriteFile(Output output, ExpertView expert)
    {
        Write(output, expert);
        output.Line();
        output.Line((expert.Text ?? "").TrimEnd());
    }

    /// <summary>A new file.</summary>
    public static void WriteNew(Output output, ExpertView expert)
    {
        output.Line($"Wrote {expert.File}.");
        output.Line($"Edit it, then: ploutos experts check {expert.Name}, ploutos train --expert {expert.Name}.");
    }

    /// <summary>What it gives on the stored bars.</summary>
    public static void WriteCheck(Output output, ExpertCheck check)
    {
        Write(output, check.Expert);
        output.Line(
            $"On {Figures.Count(check.Bars)} bars of {Figures.Count(check.Tickers)} tickers:"
                + $" {Figures.Count(check.Rows)} rows have every input and the label{ClassOne(check)}."
        );
        foreach (string note in check.Notes)
            output.Line($"note: {note}");
        if (check.Notes.Count == 0)
            output.Line("The file is whole.");
    }

    private static string ClassOne(ExpertCheck check) =>
        check.ClassOne is { } share
            ? $", {Figures.Text($"{100 * share:0.0} %")} of them {check.Expert.Classes[1]}"
            : "";

    private static void Write(Output output, ExpertView expert)
    {
        output.Line($"{expert.Name}: {expert.Description ?? expert.Question}");
        output.Line($"  class 1, {expert.Classes[1]}: {expert.Question}");
        output.Line(
            $"  {Figures.Count(expert.Inputs.Count)} inputs, known from bar {Figures.Count(expert.RequiredBars)} on:"
                + $" {string.Join(", ", expert.Inputs.Take(12))}{(expert.Inputs.Count > 12 ? ", ..." : "")}"
        );
        output.Line($"  held against {string.Join(", ", expert.Baselines)}");
    }
}
