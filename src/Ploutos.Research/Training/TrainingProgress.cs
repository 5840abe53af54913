using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Selection;
using Ploutos.Neural.Training;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>How far a training is.</summary>
internal static class TrainingProgress
{
    /// <summary>Tells of an epoch of the model's own training, which goes on.</summary>
    public static bool Report(
        ExpertDefinition expert,
        EpochReport report,
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
                TimeLeft = elapsed / (report.Epoch + 1) * (report.Epochs - report.Epoch - 1),
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
