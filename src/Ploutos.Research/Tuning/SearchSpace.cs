using System.Collections.Immutable;
using Ploutos.Experts.Definitions;
using Ploutos.Tuning;
using Ploutos.Workspace;

namespace Ploutos.Research.Tuning;

/// <summary>The search spaces of the V7.1 experts, suggested in the published order; the wide one holds
/// the experts' defaults.</summary>
internal static class SearchSpace
{
    private const string BatchCapVariable = "OPTUNA_BATCH_SIZE";

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

    /// <summary>The name of the window among a trial's parameters.</summary>
    public const string Window = "window";

    /// <summary>One trial's window; null where the space has none.</summary>
    public static int? SuggestWindow(Trial trial, SearchSpaceKind kind) =>
        kind == SearchSpaceKind.Wide ? trial.SuggestCategorical(Window, 1, 4, 16) : null;

    /// <summary>An expert's defaults as parameters of a trial.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="withWindow">Whether the window is one of them.</param>
    public static IReadOnlyDictionary<string, object?> Defaults(ExpertDefinition expert, bool withWindow)
    {
        Hyperparameters h = expert.Defaults;
        var values = new Dictionary<string, object?>
        {
            ["learning_rate"] = h.LearningRate,
            ["batch_size"] = h.BatchSize,
            ["dropout"] = h.Dropout,
            ["weight_decay"] = h.WeightDecay,
            ["epochs"] = h.Epochs,
        };
        for (int i = 0; i < h.Hidden.Length; i++)
            values[$"hidden{i + 1}"] = h.Hidden[i];
        if (withWindow)
            values[Window] = ExpertDefinition.DefaultWindow;
        return values;
    }

    /// <summary>One trial's hyperparameters.</summary>
    public static Hyperparameters Suggest(
        Trial trial,
        ExpertDefinition expert,
        int? batchCap,
        SearchSpaceKind kind = SearchSpaceKind.Published
    )
    {
        double learningRate = trial.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
        int batch = trial.SuggestCategorical("batch_size", 32, 64, 128, 256);
        double dropout = trial.SuggestFloat("dropout", 0.1, 0.5, step: 0.05);
        double weightDecay = trial.SuggestFloat(
            "weight_decay",
            1e-6,
            kind == SearchSpaceKind.Wide ? 3 : 1e-3,
            log: true
        );
        int epochs = trial.SuggestInt("epochs", 20, 100, step: 10);
        ImmutableArray<int> hidden =
        [
            .. expert.Widths.Select((w, i) => trial.SuggestInt($"hidden{i + 1}", w.Low, w.High, step: w.Step)),
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
