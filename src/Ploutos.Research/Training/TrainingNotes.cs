using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;

namespace Ploutos.Research.Training;

/// <summary>What a reader must know of a training: a capped search, days that do not count, tickers
/// without a row.</summary>
internal static class TrainingNotes
{
    public static IEnumerable<string> Before(
        ExpertDefinition expert,
        HyperparameterChoice choice,
        ModelChoices choices,
        ModelDays days,
        DateSplit split
    )
    {
        if (choice.MaxEpochs < choice.Values.Epochs)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{expert.Name}: the trials of {choice.Origin} ran at most {choice.MaxEpochs} epochs. The training runs"
                    + $" up to the {choice.Values.Epochs} that the best trial drew."
            );
        if (choices.Search == SearchKnowledge.NotKnown)
            yield return $"{expert.Name}: {choice.Origin} does not say what days the search saw, so no day counts as"
                + " evidence. Search again.";
        else if (days.TestFrom is null)
            yield return $"{expert.Name}: chosen by days up to {choices.LastDay:yyyy-MM-dd}, which leaves fewer than"
                + $" {EvidenceDaysText.LeastDays} days to test. What it is worth is not known.";
        else if (days.TestFrom > split.Test.From)
            yield return $"{expert.Name}: chosen by days up to {choices.LastDay:yyyy-MM-dd}. Evidence counts from"
                + $" {days.TestFrom:yyyy-MM-dd} on instead of {split.Test.From:yyyy-MM-dd}.";
    }

    public static string? WithoutRows(ExpertDefinition expert, ModelData learned)
    {
        string[] without = [.. learned.Pool.Except(learned.Tickers)];
        return without.Length == 0
            ? null
            : $"{expert.Name}: {string.Join(", ", without)} contributed no row to learn from: too few bars in the"
                + " training days for the features, the window and the label.";
    }
}
