using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Tuning;
using Ploutos.Workspace;

namespace Ploutos.Research.Tuning;

/// <summary>The search spaces of the experts, suggested in the published order; the wide one holds the
/// experts' defaults.</summary>
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

    /// <summary>Names what of an expert's space its file decides: the defaults, which the wide space
    /// holds, and the widths. SHA-256, hexadecimal.</summary>
    public static string Digest(ExpertDefinition expert)
    {
        IEnumerable<string> parts =
        [
            .. Defaults(expert, withWindow: false).Select(d => FormattableString.Invariant($"{d.Key} {d.Value}")),
            .. expert.Widths.Select(w => FormattableString.Invariant($"{w.Low} {w.High} {w.Step}")),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>One trial's hyperparameters. The wide space is the published one with more weight decay,
    /// widened to hold the expert's defaults, which a file may set anywhere.</summary>
    public static Hyperparameters Suggest(
        Trial trial,
        ExpertDefinition expert,
        int? batchCap,
        SearchSpaceKind kind = SearchSpaceKind.Published
    )
    {
        Hyperparameters? held = kind == SearchSpaceKind.Wide ? expert.Defaults : null;
        double learningRate = SuggestLog(trial, "learning_rate", 1e-5, 1e-3, held?.LearningRate);
        int batch = trial.SuggestCategorical("batch_size", Batches(held?.BatchSize));
        double dropout = SuggestDropout(trial, held?.Dropout);
        double weightDecay = SuggestLog(trial, "weight_decay", 1e-6, held is null ? 1e-3 : 3, held?.WeightDecay);
        int epochs = SuggestWhole(trial, "epochs", new(20, 100, 10), held?.Epochs);
        ImmutableArray<int> hidden =
        [
            .. expert.Widths.Select((w, i) => SuggestWhole(trial, $"hidden{i + 1}", w, held?.Hidden[i])),
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

    private static int[] Batches(int? held)
    {
        int[] published = [32, 64, 128, 256];
        return held is { } batch && !published.Contains(batch) ? [.. published, batch] : published;
    }

    /// <summary>On a logarithmic scale, but where it must hold 0.</summary>
    private static double SuggestLog(Trial trial, string name, double low, double high, double? held) =>
        trial.SuggestFloat(name, Math.Min(low, held ?? low), Math.Max(high, held ?? high), log: held != 0);

    /// <summary>On the published grid, but where it must hold a value beside it.</summary>
    private static double SuggestDropout(Trial trial, double? held)
    {
        const double Low = 0.1,
            High = 0.5,
            Step = 0.05;
        double steps = ((held ?? Low) - Low) / Step;
        bool isOnGrid = Math.Abs(steps - Math.Round(steps)) < 1e-9;
        return trial.SuggestFloat(
            "dropout",
            Math.Min(Low, held ?? Low),
            Math.Max(High, held ?? High),
            step: isOnGrid ? Step : null
        );
    }

    /// <summary>On the grid of a range up to its last value; on a finer and longer one where it must hold
    /// a value beside it.</summary>
    private static int SuggestWhole(Trial trial, string name, WidthRange range, int? held)
    {
        (int low, int step) = (range.Low, range.Step);
        int high = low + (range.High - low) / step * step;
        if (held is { } value)
        {
            // A range of one value has no step to keep.
            int way = Math.Abs(value - low);
            step = Math.Max(1, high == low ? way : (int)BigInteger.GreatestCommonDivisor(step, way));
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return trial.SuggestInt(name, low, high, step: step);
    }
}
