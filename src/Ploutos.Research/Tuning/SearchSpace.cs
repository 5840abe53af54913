using System.Collections.Immutable;
using Ploutos.Experts.Definitions;
using Ploutos.Tuning;
using Ploutos.Workspace;

namespace Ploutos.Research.Tuning;

/// <summary>The published search spaces of the V7.1 experts, suggested in the published order.</summary>
internal static class SearchSpace
{
    private const string BatchCapVariable = "OPTUNA_BATCH_SIZE";

    private static readonly Dictionary<ExpertKind, (int Low, int High, int Step)[]> s_widths = new()
    {
        [ExpertKind.Momentum] = [(256, 768, 128), (128, 256, 64), (64, 128, 32)],
        [ExpertKind.Reversion] = [(128, 384, 64), (64, 128, 32)],
        [ExpertKind.Volatility] = [(64, 192, 32), (32, 64, 16)],
    };

    /// <summary>The cap on the batch that OPTUNA_BATCH_SIZE sets; null where it is not set.</summary>
    /// <exception cref="PloutosException">It is no positive whole number.</exception>
    public static int? BatchCap()
    {
        string? text = Environment.GetEnvironmentVariable(BatchCapVariable);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int cap) && cap >= 2
            ? cap
            : throw new PloutosException(
                Fault.WrongUsage,
                $"{BatchCapVariable} must be a whole number of 2 or more, but is '{text}'. Unset it for no cap."
            );
    }

    /// <summary>One trial's hyperparameters.</summary>
    public static Hyperparameters Suggest(Trial trial, ExpertKind expert, int? batchCap)
    {
        double learningRate = trial.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
        int batch = trial.SuggestCategorical("batch_size", 32, 64, 128, 256);
        double dropout = trial.SuggestFloat("dropout", 0.1, 0.5, step: 0.05);
        double weightDecay = trial.SuggestFloat("weight_decay", 1e-6, 1e-3, log: true);
        int epochs = trial.SuggestInt("epochs", 20, 100, step: 10);
        ImmutableArray<int> hidden =
        [
            .. s_widths[expert].Select((w, i) => trial.SuggestInt($"hidden{i + 1}", w.Low, w.High, step: w.Step)),
        ];
        return new()
        {
            LearningRate = learningRate,
            BatchSize = Math.Min(batch, batchCap ?? batch),
            Dropout = dropout,
            WeightDecay = weightDecay,
            Hidden = hidden,
            Epochs = epochs,
        };
    }
}
