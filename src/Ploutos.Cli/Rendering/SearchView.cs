using System.Globalization;
using Ploutos.Research.Tuning;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>What searches found.</summary>
internal static class SearchView
{
    /// <summary>Writes a table of the searches, the best parameters of each, and where everything
    /// lies.</summary>
    public static void Write(Output output, IReadOnlyList<OptimizeSummary> searches)
    {
        if (searches.Count == 0)
            return;
        FindingsView.Write(output, searches[0].Findings);
        TextTable table = new(
            new("expert"),
            new("best loss", Right: true),
            new("trial", Right: true),
            new("trials", Right: true),
            new("pruned", Right: true),
            new("time", Right: true),
            new("serves"),
            new("best parameters")
        );
        foreach (OptimizeSummary search in searches)
            table.Add(
                search.Expert,
                search.BestValue.ToString("0.000000", CultureInfo.InvariantCulture),
                Figures.Count(search.BestTrial),
                Figures.Count(search.Trials),
                Figures.Count(search.Pruned),
                Figures.Span(TimeSpan.FromSeconds(search.Seconds)),
                search.Serves ?? "search",
                string.Join(
                    ", ",
                    search.BestParameters.Select(parameter => $"{parameter.Key} {Value(parameter.Value)}")
                )
            );
        table.Write(output);
        output.Line(
            "The loss is the calibrated log-loss on validation folds, chosen by and therefore flattering; the test days"
                + " were not looked at."
        );
        foreach (OptimizeSummary search in searches.Where(search => search.Serves is not null))
            output.Line($"{search.Expert}: {Paid(search)}");
        foreach (OptimizeSummary search in searches.Where(search => search.SeenTo is not null))
            output.Line(
                $"{search.Expert}: the search saw days up to {Figures.Day(search.SeenTo!.Value)}; of a model with these"
                    + " parameters only later days count as evidence."
            );
        foreach (OptimizeSummary search in searches.Where(search => search.MaxEpochs is not null))
            output.Line(
                Figures.Text($"{search.Expert}: the trials ran at most {search.MaxEpochs} epochs; ")
                    + "'epochs' is what the best trial drew, and a training runs up to that."
            );
        foreach (OptimizeSummary search in searches)
            output.Line($"{search.Expert}: {search.ResultFile}, report {search.Report}");
    }

    private static string Paid(OptimizeSummary search)
    {
        if (search.Check is not { } check)
            return search.IsDefault ? "the defaults are the best trial, and stay."
                : search.Serves == "search" ? "the best trial serves."
                : "the defaults stay: the best trial could not be held against them on a fold that the search did not"
                    + " use.";
        string on =
            $"on {Figures.Day(check.From)} to {Figures.Day(check.To)}, which the search did not use, its log-loss is "
            + $"{Figures.Loss(check.BestLogLoss)} against {Figures.Loss(check.DefaultLogLoss)}"
            + Figures.Text($", a gain of {check.Gain:+0.0000;-0.0000} (standard error {check.StandardError:0.0000}).");
        return check.Pays
            ? $"the best trial serves: {on}"
            : $"the defaults stay, for the best trial does not beat them by more than one standard error: {on}";
    }

    private static string Value(object? value) =>
        value is double number
            ? number.ToString("G4", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
