using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>What a reader must know of a training: a capped search, days that do not count, tickers
/// without a row.</summary>
internal static class TrainingNotes
{
    public static IEnumerable<Note> Before(
        ExpertDefinition expert,
        HyperparameterChoice choice,
        ModelChoices choices,
        ModelDays days,
        DateSplit split
    )
    {
        if (choice.MaxEpochs is { } cap && cap < choice.Values.Epochs)
            yield return Of(
                "search-capped",
                $"{expert.Name}: the trials of {choice.Origin} ran at most {cap} epochs. The training runs"
                    + $" up to the {choice.Values.Epochs} that the best trial drew.",
                expert.Name,
                choice.Origin,
                Text(cap),
                Text(choice.Values.Epochs)
            );
        if (choices.Search == SearchKnowledge.NotKnown)
            yield return Of(
                "search-days",
                $"{expert.Name}: {choice.Origin} does not say what days the search saw, so no day counts as"
                    + " evidence. Search again.",
                expert.Name,
                choice.Origin
            );
        else if (days.TestFrom is null)
            yield return Of(
                "few-test-days",
                $"{expert.Name}: chosen by days up to {Text(choices.LastDay)}, which leaves fewer than"
                    + $" {EvidenceDaysText.LeastDays} days to test. What it is worth is not known.",
                expert.Name,
                Text(choices.LastDay),
                Text(EvidenceDaysText.LeastDays)
            );
        else if (days.TestFrom > split.Test.From)
            yield return Of(
                "evidence-from",
                $"{expert.Name}: chosen by days up to {Text(choices.LastDay)}. Evidence counts from"
                    + $" {Text(days.TestFrom)} on instead of {Text(split.Test.From)}.",
                expert.Name,
                Text(choices.LastDay),
                Text(days.TestFrom),
                Text(split.Test.From)
            );
    }

    public static Note? WithoutRows(ExpertDefinition expert, ModelData learned)
    {
        string without = string.Join(", ", learned.Pool.Except(learned.Tickers));
        return without.Length == 0
            ? null
            : Of(
                "no-rows",
                $"{expert.Name}: {without} contributed no row to learn from: too few bars in the"
                    + " training days for the features, the window and the label.",
                expert.Name,
                without
            );
    }

    private static Note Of(string code, string text, params string[] values) =>
        new(text) { Code = code, Values = values };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
