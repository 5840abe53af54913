namespace Ploutos.Experts.Vote;

/// <summary>The experts' calibrated probabilities of class 1 for one ticker and day, in the order of
/// the voters; for the published vote momentum, reversion, volatility.</summary>
public sealed class ExpertProbabilities
{
    private readonly double[] _probabilities;
    private readonly bool[] _abstains;

    /// <summary>Keeps them; nobody abstains.</summary>
    /// <param name="probabilities">One an expert, each in 0 .. 1.</param>
    public ExpertProbabilities(params ReadOnlySpan<double> probabilities)
        : this(probabilities.ToArray(), new bool[probabilities.Length]) { }

    private ExpertProbabilities(double[] probabilities, bool[] abstains) =>
        (_probabilities, _abstains) = (probabilities, abstains);

    /// <summary>How many experts there are.</summary>
    public int Count => _probabilities.Length;

    /// <summary>By place, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such expert.</exception>
    public double this[int expert] => _probabilities[Checked(expert)];

    /// <summary>Whether an expert abstains: its probability is the base rate, and it has no
    /// conviction.</summary>
    /// <param name="expert">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such expert.</exception>
    public bool Abstains(int expert) => _abstains[Checked(expert)];

    /// <summary>The same with these abstentions.</summary>
    /// <param name="abstains">One an expert.</param>
    /// <exception cref="ArgumentException">There are more or fewer than experts.</exception>
    public ExpertProbabilities Abstaining(params ReadOnlySpan<bool> abstains) =>
        abstains.Length == Count
            ? new(_probabilities, abstains.ToArray())
            : throw new ArgumentException(
                $"There must be one abstention an expert, {Count}, but got {abstains.Length}.",
                nameof(abstains)
            );

    /// <summary>The same with another probability of one expert.</summary>
    /// <param name="expert">Its place, from 0.</param>
    /// <param name="probability">In 0 .. 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such expert.</exception>
    public ExpertProbabilities With(int expert, double probability)
    {
        double[] changed = [.. _probabilities];
        changed[Checked(expert)] = probability;
        return new(changed, _abstains);
    }

    private int Checked(int expert) =>
        expert >= 0 && expert < Count
            ? expert
            : throw new ArgumentOutOfRangeException(
                nameof(expert),
                expert,
                $"There are {Count} experts, 0 to {Count - 1}."
            );
}
