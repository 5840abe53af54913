using Ploutos.Tuning.Randomness;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Tuning;

/// <summary>Draws every parameter uniformly from its distribution, and with the same seed what
/// Optuna's <c>RandomSampler</c> draws.</summary>
public sealed class RandomSampler : ISampler
{
    private readonly NumpyRandom _random;

    /// <param name="seed">0 to 2^32 - 1; a different one each time when null. Workers that share a
    /// study need different seeds.</param>
    public RandomSampler(uint? seed = null) => _random = new NumpyRandom(seed);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> SampleJointly(SamplingContext context) =>
        new Dictionary<string, double>();

    /// <inheritdoc />
    public double SampleIndependently(SamplingContext context, string name, Distribution distribution) =>
        Draw(_random, distribution);

    /// <summary>A choice is drawn as the largest of as many uniform numbers as there are choices; a
    /// number uniformly on the working scale.</summary>
    internal static double Draw(NumpyRandom random, Distribution distribution)
    {
        if (distribution is CategoricalDistribution c)
        {
            int best = 0;
            double largest = double.NegativeInfinity;
            for (int i = 0; i < c.Choices.Count; i++)
            {
                double draw = random.NextDouble();
                if (draw > largest)
                    (best, largest) = (i, draw);
            }
            return best;
        }
        Range range = Range.Of(distribution);
        double value = range.ToValue(random.Uniform(range.WorkingLow, range.WorkingHigh));
        return range.Step == 0 && !distribution.IsSingle ? Math.Min(value, double.BitDecrement(range.High)) : value;
    }
}
