using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;

namespace Ploutos.Research.Evaluation;

/// <summary>Whose an evaluation is: it belongs to models of its hyperparameters, window and seed,
/// and to its tickers and days. The models that predict are its subject where they were made so
/// from the very same bars.</summary>
public static class EvaluationSubject
{
    /// <summary>In what an evaluation differs from the models in place; empty where it is
    /// theirs.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="models">The cards of the models that predict.</param>
    public static IReadOnlyList<EvaluationDifference> Differences(
        EvaluationResult evaluation,
        IReadOnlyList<ModelCard> models
    )
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(models);
        EvaluationSettings settings = evaluation.Settings;
        var found = new SortedSet<EvaluationDifference>();
        foreach (string expert in settings.Hyperparameters.Keys)
        {
            if (models.FirstOrDefault(m => m.Expert == expert) is not { } card)
            {
                found.Add(EvaluationDifference.Models);
                continue;
            }

            if (!evaluation.Tickers.ToHashSet().SetEquals(card.Data.Pool))
                found.Add(EvaluationDifference.Tickers);
            else if (evaluation.DataHash != card.Data.Hash)
                found.Add(EvaluationDifference.Days);
            // A window and a seed are a network's; a model of a file of its own has none.
            if (
                card.Serving is not { IsForeign: true }
                && (
                    card.Window
                        != (settings.Windows?.GetValueOrDefault(expert) is > 0 and var own ? own : settings.Window)
                    || card.Seed != settings.Seed
                )
            )
                found.Add(EvaluationDifference.Models);
            if (settings.Chosen?.GetValueOrDefault(expert) is not { } chosen)
                found.Add(EvaluationDifference.NotKnown);
            else if (chosen != Text(card.Hyperparameters))
                found.Add(EvaluationDifference.Models);
        }

        return [.. found];
    }

    /// <summary>Hyperparameters in one line: the same line is the same choice.</summary>
    internal static string Text(Hyperparameters h) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{h.LearningRate} {h.BatchSize} {h.Dropout} {h.WeightDecay} {h.Epochs} {string.Join('-', h.Hidden)}"
        );
}
