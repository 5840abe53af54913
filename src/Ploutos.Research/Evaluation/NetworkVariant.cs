using Ploutos.Experts;

namespace Ploutos.Research.Evaluation;

/// <summary>One way to build and train the experts: V7.1, V7, or V7.1 with a part left out.</summary>
/// <param name="Name">As in the result: v7.1, v7, attention_off, ...</param>
/// <param name="Kind">network or ablation.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Calibrated">Whether the probabilities are calibrated on validation.</param>
/// <param name="Searched">Whether the hyperparameters of a search are used where there is one.</param>
/// <param name="Change">What is different from V7.1's training.</param>
internal sealed record NetworkVariant(
    string Name,
    string Kind,
    string Description,
    bool Calibrated,
    bool Searched,
    Func<ExpertTrainingOptions, ExpertTrainingOptions> Change
)
{
    public const string Current = "v7.1",
        Earlier = "v7",
        SearchOff = "search_off",
        UnweightedVote = "unweighted_vote";

    public static NetworkVariant V71 { get; } =
        new(
            Current,
            "network",
            "attention, focal loss with class weights, warm-up cosine schedule, calibration, weighted vote",
            true,
            true,
            o => o
        );

    public static NetworkVariant V7 { get; } =
        new(
            Earlier,
            "network",
            "plain network of the same widths, cross-entropy, constant learning rate, raw softmax, one unweighted vote"
                + " each",
            false,
            false,
            o => o with { Attention = false, FocalLoss = false, ClassWeights = false, Schedule = false }
        );

    /// <summary>V7.1 with one part left out at a time; windows other than its own.</summary>
    public static IReadOnlyList<NetworkVariant> Ablations { get; } =
    [
        Without(
            "attention_off",
            "V7.1 without attention, neither its parameters nor its work",
            o => o with { Attention = false }
        ),
        Without("window_1", "V7.1 whose attention sees one bar (the published block)", o => o with { Window = 1 }),
        Without("window_16", "V7.1 whose attention sees 16 bars", o => o with { Window = 16 }),
        Without(
            "focal_off",
            "V7.1 with cross-entropy for focal loss (class weights stay)",
            o => o with { FocalLoss = false }
        ),
        Without("class_weights_off", "V7.1 with both classes weighing alike", o => o with { ClassWeights = false }),
        Without("schedule_off", "V7.1 at a constant learning rate", o => o with { Schedule = false }),
        new(
            SearchOff,
            "ablation",
            "V7.1 with the default hyperparameters in place of the searched ones",
            true,
            false,
            o => o
        ),
    ];

    private static NetworkVariant Without(
        string name,
        string description,
        Func<ExpertTrainingOptions, ExpertTrainingOptions> change
    ) => new(name, "ablation", description, true, true, change);
}
