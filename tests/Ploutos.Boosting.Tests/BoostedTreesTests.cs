using Ploutos.Experts.Baselines;
using Ploutos.Experts.Trees;

namespace Ploutos.Boosting.Tests;

public sealed class BoostedTreesTests
{
    private const int Columns = 4;

    [Fact]
    public void An_interaction_that_no_linear_model_finds_is_found()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        (BoostingRows training, BoostingRows validation, BoostingRows test) = (Rows(1), Rows(2), Rows(3));
        int trees = boosting.ChooseTrees(training, validation);
        Assert.InRange(trees, 5, IGradientBoosting.MostTrees);
        double[] p = boosting.Fit(training, trees).Probabilities(test.Inputs);
        Assert.True(LogLoss(p, test.Outcomes) < 0.62, $"{LogLoss(p, test.Outcomes)} with {trees} trees");
        Assert.All(p, x => Assert.InRange(x, 0, 1));
        Assert.Equal(test.Outcomes.Length, p.Length);
    }

    [Fact]
    public void Of_noise_few_trees_are_kept_and_the_forecast_stays_near_the_base_rate()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        BoostingRows noise = Noise(1);
        int trees = boosting.ChooseTrees(noise, Noise(2));
        Assert.InRange(trees, 1, 60);
        double rate = noise.Outcomes.Average(o => o ? 1.0 : 0);
        double[] p = boosting.Fit(noise, trees).Probabilities(Noise(3).Inputs);
        Assert.Equal(rate, p.Average(), 0.02);
        Assert.True(LogLoss(p, Noise(3).Outcomes) < 0.675, $"{LogLoss(p, Noise(3).Outcomes)}");
    }

    [Fact]
    public void The_same_rows_give_the_same_trees_bit_for_bit_alone_and_beside_others()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        BoostingRows rows = Rows(1);
        float[] asked = Rows(2).Inputs;
        double[] alone = boosting.Fit(rows, 40).Probabilities(asked);
        var beside = new double[4][];
        Parallel.For(0, beside.Length, i => beside[i] = boosting.Fit(rows, 40).Probabilities(asked));
        Assert.All(beside, b => Assert.Equal(alone, b));
        Assert.Equal(boosting.ChooseTrees(rows, Rows(2)), boosting.ChooseTrees(rows, Rows(2)));
    }

    [Fact]
    public void A_missing_input_is_an_input_like_any_other()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        BoostingRows rows = Rows(1, missing: true);
        double[] p = boosting.Fit(rows, 100).Probabilities(Rows(2, missing: true).Inputs);
        Assert.All(p, x => Assert.InRange(x, 1e-6, 1 - 1e-6));
        Assert.True(LogLoss(p, Rows(2, missing: true).Outcomes) < 0.66);
    }

    [Fact]
    public void No_rows_get_no_forecasts_and_no_trees_are_refused()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        Assert.Empty(boosting.Fit(Rows(1), 3).Probabilities([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => boosting.Fit(Rows(1), 0));
    }

    [Fact]
    public void The_part_provides_boosting_and_nothing_else()
    {
        Assert.IsAssignableFrom<IGradientBoosting>(new BoostingPart().GetService(typeof(IGradientBoosting)));
        Assert.Null(new BoostingPart().GetService(typeof(string)));
    }

    /// <summary>The outcome depends on whether the first two inputs are on the same side.</summary>
    private static BoostingRows Rows(int seed, bool missing = false)
    {
        var random = new Random(seed);
        const int rows = 4000;
        float[] inputs = new float[rows * Columns];
        bool[] outcomes = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                inputs[i * Columns + j] = random.NextSingle() - 0.5f;
            bool same = inputs[i * Columns] * inputs[i * Columns + 1] > 0;
            outcomes[i] = random.NextDouble() < (same ? 0.8 : 0.2);
            if (missing && random.NextDouble() < 0.1)
                inputs[i * Columns + random.Next(Columns)] = float.NaN;
        }

        return new(inputs, Columns, outcomes);
    }

    private static BoostingRows Noise(int seed)
    {
        var random = new Random(100 + seed);
        return new(
            [.. Enumerable.Range(0, 4000 * Columns).Select(_ => random.NextSingle())],
            Columns,
            [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() < 0.6)]
        );
    }

    private static double LogLoss(double[] p, bool[] outcomes) =>
        -p.Zip(outcomes, (x, y) => Math.Log(y ? x : 1 - x)).Average();
}
