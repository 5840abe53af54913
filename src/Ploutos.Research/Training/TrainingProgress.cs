using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Selection;
using Ploutos.Neural.Training;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>How far a training is.</summary>
internal static class TrainingProgress
{
    private static int Patience { get; } = new ExpertTrainingOptions().Patience;

    /// <summary>Tells of an epoch of the model's own training, which goes on. What is left counts on the early
    /// stop that comes if no epoch is better.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="report">The epoch.</param>
    /// <param name="sinceBest">Epochs since the best one.</param>
    /// <param name="elapsed">Since the first one began.</param>
    /// <param name="progress">Where it goes; may be null.</param>
    public static bool Report(
        ExpertDefinition expert,
        EpochReport report,
        int sinceBest,
        TimeSpan elapsed,
        IProgress<WorkflowEvent>? progress
    )
    {
        progress?.Report(
            new EpochDone
            {
                Expert = expert.Name,
                Epoch = report.Epoch + 1,
                Epochs = report.Epochs,
                TrainLoss = report.TrainLoss,
                ValidationLoss = report.ValidationLoss,
                BestLoss = report.BestLoss,
                LearningRate = report.LearningRate,
                TimeLeft =
                    elapsed
                    / (report.Epoch + 1)
                    * Math.Min(report.Epochs - report.Epoch - 1, Math.Max(0, Patience - sinceBest)),
            }
        );
        return true;
    }

    /// <summary>Settings that were tried on the folds.</summary>
    public static ItemDone Of(ExpertDefinition expert, ModelTrial trial, int done) =>
        new(
            "choose",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{expert.Name}: window {trial.Window}, weight decay {trial.WeightDecay:0.##}, log-loss"
                    + $" {trial.LogLoss:0.0000} on {trial.Folds} fold(s)"
            ),
            done,
            SelectionSpace.AllWindows.Count + SelectionSpace.DecayFactors.Count - 1
        );
}
