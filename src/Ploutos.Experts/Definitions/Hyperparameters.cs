using System.Collections.Immutable;
using System.Globalization;

namespace Ploutos.Experts.Definitions;

/// <summary>What the search may choose for an expert.</summary>
public sealed record Hyperparameters
{
    /// <summary>The largest batch.</summary>
    public const int LargestBatch = 4096;

    /// <summary>Peak learning rate, above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Loss-bearing bars a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Dropout rate in the stack, in [0, 1).</summary>
    public required double Dropout { get; init; }

    /// <summary>AdamW's weight decay, 0 or more.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Widths of the stack.</summary>
    public required ImmutableArray<int> Hidden { get; init; }

    /// <summary>Most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Checks every rule.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message names it and the value
    /// received.</exception>
    public void Validate(int depth)
    {
        Require(LearningRate > 0 && double.IsFinite(LearningRate), "learning_rate must be positive", LearningRate);
        Require(BatchSize is >= 2 and <= LargestBatch, $"batch_size must lie in [2, {LargestBatch}]", BatchSize);
        Require(Dropout is >= 0 and < 1, "dropout must lie in [0, 1)", Dropout);
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), "weight_decay must not be negative", WeightDecay);
        Require(
            Hidden.Length == depth && Hidden.All(h => h is > 0 and <= 4096),
            $"hidden must name {depth} widths in [1, 4096]",
            string.Join(", ", Hidden)
        );
        Require(Epochs is >= 1 and <= 10_000, "epochs must lie in [1, 10000]", Epochs);
    }

    /// <summary>By value: the widths are compared one by one.</summary>
    public bool Equals(Hyperparameters? other) =>
        other is not null
        && LearningRate.Equals(other.LearningRate)
        && BatchSize == other.BatchSize
        && Dropout.Equals(other.Dropout)
        && WeightDecay.Equals(other.WeightDecay)
        && Epochs == other.Epochs
        && Hidden.SequenceEqual(other.Hidden);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(LearningRate, BatchSize, Dropout, WeightDecay, Epochs, Hidden.Length);

    private static void Require(bool holds, string rule, object received)
    {
        if (!holds)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{rule}, but got {received}."));
    }
}
