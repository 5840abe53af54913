namespace Ploutos.Experts.Registry;

/// <summary>Why it is not known which days count as evidence of a model, or that too few do.</summary>
public static class EvidenceDaysText
{
    /// <summary>Fewest test days that are evidence: two mean blocks of the bootstrap, below which its
    /// intervals have no meaning.</summary>
    public const int LeastDays = 42;

    /// <summary>The reason as part of a sentence; null where the days are known and enough.</summary>
    public static string? NotKnown(this TrainedExpert expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return expert.Evidence is null && expert.Card.Choices is null ? null : expert.Card.NotKnown();
    }

    /// <summary>The figures of a card that are known to be out of sample.</summary>
    public static IReadOnlyDictionary<string, ModelMetric> Counted(this ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.NotKnown() is null ? card.Metrics : new Dictionary<string, ModelMetric>();
    }

    /// <inheritdoc cref="NotKnown(TrainedExpert)"/>
    public static string? NotKnown(this ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.Choices is not { } choices)
            return "an earlier version made it, which did not keep the last day that chose anything about it; train"
                + " again";
        if (choices.Search == SearchKnowledge.NotKnown)
            return $"the search behind its hyperparameters ({card.HyperparametersFrom}) does not say what days it saw;"
                + " search again, then train again";
        return card.Days.TestFrom is null
            ? $"it was chosen by days up to {choices.LastDay:yyyy-MM-dd}, and fewer than {LeastDays} days of its bars"
                + $" lie on or after {choices.OutOfSampleFrom:yyyy-MM-dd}, the first that chose nothing; search with an"
                + " earlier first day of the test, or fetch newer bars, and train again"
            : null;
    }
}
