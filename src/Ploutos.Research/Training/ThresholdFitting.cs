using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features.Splits;

namespace Ploutos.Research.Training;

/// <summary>Fits the vote's thresholds on the validation days of the three models in the registry:
/// the percentiles of |score| over the rows that all three can forecast. Does nothing while an
/// expert has no model.</summary>
public sealed class ThresholdFitting(ModelRegistry registry)
{
    /// <summary>Fits and stores the thresholds of the current models. <paramref name="testFrom"/>
    /// is the first day of the test; null for the default.</summary>
    public void Run(TrainingBars bars, DateOnly? testFrom)
    {
        if (!ExpertDefinition.All.All(registry.Has))
            return;
        Fit(bars, [.. ExpertDefinition.All.Select(registry.Load)], _ => testFrom);
    }

    /// <summary>The same for any three models, on the validation days of the newest: none was
    /// trained on them, while the models' own validation days need have none in common.</summary>
    public void Run(TrainingBars bars, TrainedExpert[] models)
    {
        DateOnly? newest = models.Max(model => model.Card.Days.TestFrom);
        Fit(bars, models, _ => newest);
    }

    private void Fit(TrainingBars bars, TrainedExpert[] models, Func<TrainedExpert, DateOnly?> testFrom)
    {
        ExpertTable[] tables = ExpertTable.Build([.. ExpertDefinition.All], bars.Series);
        Dictionary<RowKey, double>[] probabilities =
        [
            .. models.Select(
                (model, i) =>
                    Probabilities(
                        model,
                        tables[i],
                        bars.Split(testFrom(model), model.Definition.Label.Horizon, model.Card.PurgedWindow)
                    )
            ),
        ];
        RowKey[] rows =
        [
            .. probabilities[0].Keys.Where(k => probabilities[1].ContainsKey(k) && probabilities[2].ContainsKey(k)),
        ];
        bool[] abstains = [.. models.Select(m => m.Abstains)];
        double[] scores =
        [
            .. rows.Select(k =>
                EnsembleVote.Default.Score(
                    new ExpertProbabilities(probabilities[0][k], probabilities[1][k], probabilities[2][k]).Abstaining(
                        abstains
                    )
                )
            ),
        ];
        if (scores.Length > 0)
            registry.SaveThresholds(VoteThresholds.Fit(scores), models, scores.Length, rows.Max(k => k.Date));
    }

    private static Dictionary<RowKey, double> Probabilities(TrainedExpert model, ExpertTable table, DateSplit split)
    {
        ExpertRows rows = table.Validation(split, model.Scaler, model.Window);
        double[] probabilities = ServedRows.Of(model, table, rows).Probabilities();
        var result = new Dictionary<RowKey, double>(probabilities.Length);
        for (int r = 0; r < probabilities.Length; r++)
        {
            if (!double.IsNaN(probabilities[r]) && rows.Sequences.Labels[r] >= 0)
                result[rows.Keys[r]] = probabilities[r];
        }

        return result;
    }
}
