using System.Collections.Immutable;
using Ploutos.Neural.Kernels;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>The network of an expert's file: its form, its defaults, and what a search may choose.</summary>
internal static class NetworkPart
{
    /// <summary>The form of the network that a linear expert never asks.</summary>
    public static NetworkForm Unasked { get; } = new(Activation.Gelu, 1, 0.05f, 8, 0);

    /// <summary>Its hyperparameters.</summary>
    public static Hyperparameters Once { get; } =
        new()
        {
            LearningRate = 1e-3,
            BatchSize = 64,
            Dropout = 0,
            WeightDecay = 1,
            Hidden = [8],
            Epochs = 1,
        };

    /// <summary>What of the network's shape no search chooses.</summary>
    public static NetworkForm Form(SettingsFile file)
    {
        SettingsFile? network = file.Section("network")
            ?.Allow("activation", "heads", "skip", "classifier_width", "classifier_dropout");
        return new(
            Enum.Parse<Activation>(network?.Choice("activation", "gelu", "gelu", "tanh", "relu") ?? "gelu", true),
            network?.Whole("heads", 2, 1, 64) ?? 2,
            (float)(network?.Number("skip", 0.05, 0, 10) ?? 0.05),
            network?.Whole("classifier_width", 32, 1, 4096) ?? 32,
            (float)(network?.Number("classifier_dropout", 0, 0, 0.99) ?? 0)
        );
    }

    /// <summary>Hyperparameters where no search has chosen others.</summary>
    public static Hyperparameters Defaults(SettingsFile file)
    {
        SettingsFile? given = file.Section("defaults")
            ?.Allow("learning_rate", "batch_size", "dropout", "weight_decay", "hidden", "epochs");
        IReadOnlyList<int> hidden = given?.Wholes("hidden", 1, 4096) ?? [128, 64];
        if (hidden.Count is 0 or > 8)
            throw given!.Wrong("hidden", "must name 1 to 8 widths");
        return new()
        {
            LearningRate = given?.Number("learning_rate", 3e-4, 1e-8, 10) ?? 3e-4,
            BatchSize = given?.Whole("batch_size", 128, 2, Hyperparameters.LargestBatch) ?? 128,
            Dropout = given?.Number("dropout", 0.2, 0, 0.99) ?? 0.2,
            WeightDecay = given?.Number("weight_decay", 1, 0, 1000) ?? 1,
            Hidden = [.. hidden],
            Epochs = given?.Whole("epochs", 100, 1, 10_000) ?? 100,
        };
    }

    /// <summary>Without a search space, half of each default width, the width, and half as much
    /// again.</summary>
    public static ImmutableArray<WidthRange> Widths(SettingsFile file, Hyperparameters defaults)
    {
        SettingsFile? search = file.Section("search")?.Allow("hidden");
        if (search?.Has("hidden") != true)
            return
            [
                .. defaults.Hidden.Select(w =>
                    w % 2 == 0 ? new WidthRange(w / 2, w / 2 * 3, w / 2) : new WidthRange(w, w, 1)
                ),
            ];
        WidthRange[] widths =
        [
            .. search
                .Sections("hidden")
                .Select(range =>
                {
                    range.Allow("low", "high", "step");
                    int low = Required(range, "low", 1, 4096),
                        high = Required(range, "high", low, 4096);
                    return new WidthRange(low, high, Required(range, "step", 1, 4096));
                }),
        ];
        return widths.Length == defaults.Hidden.Length
            ? [.. widths]
            : throw search.Wrong(
                "hidden",
                $"must hold {defaults.Hidden.Length} ranges, one a width of defaults.hidden"
            );
    }

    private static int Required(SettingsFile section, string key, int least, int most) =>
        section.Has(key) ? section.Whole(key, least, least, most) : throw section.Missing(key);
}
