using System.Collections.Immutable;
using Ploutos.Experts.Definitions;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;
using Ploutos.Tuning;

namespace Ploutos.Benchmarks.Peer;

/// <summary>The peer's <c>tune</c> verb: the published search spaces in its order, an independent
/// TPE with seed 42, the median pruner 5 / 2, patience 10, its constant learning rate, one core a
/// job.</summary>
internal static class TuneBench
{
    private const int Patience = 10,
        Seed = 0;

    public static IEnumerable<object> Run(Arguments arguments)
    {
        ExpertDefinition expert = PeerSettings.Expert(arguments);
        PeerData data = PeerData.Read(arguments.Path);
        int trials = arguments.Number("trials", 10),
            maxEpochs = arguments.Number("max-epochs", 100),
            jobs = arguments.Number("jobs", 1);
        Study study = Study.Create(
            new StudyOptions
            {
                Sampler = new TpeSampler(
                    new TpeOptions
                    {
                        Seed = 42,
                        Multivariate = false,
                        ConstantLiar = false,
                    }
                ),
                Pruner = new MedianPruner(startupTrials: 5, warmupSteps: 2),
            }
        );
        double seconds = Clock.Wall.Time(() =>
            study.Optimize(
                trial => Objective(trial, expert, data, maxEpochs),
                new OptimizeOptions { Trials = trials, Jobs = jobs }
            )
        );
        int epochs = study.Trials.Sum(t => t.IntermediateValues.Count);
        yield return new
        {
            seconds,
            trials = study.Trials.Count,
            pruned = study.Trials.Count(t => t.State == TrialState.Pruned),
            epochs,
            epochs_per_s = epochs / seconds,
            best = study.BestTrial!.Value,
            @params = study.BestTrial.Parameters,
        };
    }

    private static double Objective(Trial trial, ExpertDefinition expert, PeerData data, int maxEpochs)
    {
        Hyperparameters hyperparameters = Suggest(trial, expert);
        hyperparameters = hyperparameters with { Epochs = Math.Min(hyperparameters.Epochs, maxEpochs) };
        var core = new CoreBudget(1);
        bool pruned = false;
        TrainingResult result = NetworkTrainer.Train(
            PeerSettings.Shape(expert, hyperparameters),
            data.Training,
            data.Validation,
            PeerSettings.Options(hyperparameters, Patience, Seed),
            core,
            report =>
            {
                trial.Report(report.ValidationLoss, report.Epoch);
                pruned = trial.ShouldPrune();
                return !pruned;
            }
        );
        return pruned ? throw new TrialPrunedException() : result.BestLoss;
    }

    private static Hyperparameters Suggest(Trial trial, ExpertDefinition expert)
    {
        double learningRate = trial.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
        int batch = trial.SuggestCategorical("batch_size", 32, 64, 128, 256);
        double dropout = trial.SuggestFloat("dropout", 0.1, 0.5, step: 0.05);
        double weightDecay = trial.SuggestFloat("weight_decay", 1e-6, 1e-3, log: true);
        int epochs = trial.SuggestInt("epochs", 20, 100, step: 10);
        ImmutableArray<int> hidden =
        [
            .. expert.Widths.Select((w, i) => trial.SuggestInt($"hidden{i + 1}", w.Low, w.High, step: w.Step)),
        ];
        return new()
        {
            LearningRate = learningRate,
            BatchSize = batch,
            Dropout = dropout,
            WeightDecay = weightDecay,
            Hidden = hidden,
            Epochs = epochs,
        };
    }
}
