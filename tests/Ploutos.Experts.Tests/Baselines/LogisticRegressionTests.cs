using Ploutos.Experts.Baselines;

namespace Ploutos.Experts.Tests.Baselines;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void On_two_points_the_weight_solves_the_equation_worked_out_by_hand()
    {
        // x = -1 three times (one UP), x = 1 three times (two UP): already mean 0 and deviation 1,
        // no intercept by symmetry. The gradient 3 (s(w) - 2/3) + 3 (1/3 - s(-w)) + w = 6 s(w) - 4
        // + w vanishes at w = 0.4013...
        LogisticRegression fit = LogisticRegression.Fit(
            [-1, -1, -1, 1, 1, 1],
            1,
            [true, false, false, true, true, false],
            penalty: 1
        );
        double w = fit.Weights[0];
        Assert.Equal(0, 6 / (1 + Math.Exp(-w)) - 4 + w, 1e-9);
        Assert.Equal(0, fit.Intercept, 1e-9);
        Assert.Equal(1 / (1 + Math.Exp(-w)), fit.Probability([1]), 1e-9);
    }

    [Fact]
    public void Without_inputs_it_is_the_base_rate() =>
        Assert.Equal(0.75, LogisticRegression.Fit([], 0, [true, true, true, false], 1).Probability([]), 1e-9);

    [Fact]
    public void It_finds_the_weights_that_made_the_outcomes_whatever_the_inputs_units()
    {
        var random = new Random(2);
        double[] x = new double[40_000];
        bool[] y = new bool[20_000];
        for (int i = 0; i < y.Length; i++)
        {
            (double a, double b) = (random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1);
            (x[2 * i], x[2 * i + 1]) = (1000 * a + 7, 0.001 * b);
            y[i] = random.NextDouble() < 1 / (1 + Math.Exp(-(0.3 + 1.5 * a - 0.8 * b)));
        }

        LogisticRegression fit = LogisticRegression.Fit(x, 2, y, 1);
        foreach ((double a, double b) in new[] { (0.0, 0.0), (1, 1), (-1, 0.5) })
            Assert.Equal(
                1 / (1 + Math.Exp(-(0.3 + 1.5 * a - 0.8 * b))),
                fit.Probability([1000 * a + 7, 0.001 * b]),
                0.02
            );
    }

    [Fact]
    public void Rows_that_can_be_separated_and_constant_inputs_still_have_a_finite_fit()
    {
        LogisticRegression fit = LogisticRegression.Fit([0, 5, 1, 5, 2, 5, 3, 5], 2, [false, false, true, true], 1);
        Assert.True(fit.Probability([3, 5]) > 0.7);
        Assert.All(fit.Weights, w => Assert.True(double.IsFinite(w)));
        Assert.Equal(0, fit.Weights[1], 1e-12);
        Assert.True(double.IsNaN(fit.Probability([double.NaN, 5])));
    }

    [Fact]
    public void Rows_of_one_class_are_refused_with_the_counts() =>
        Assert.Contains(
            "2 of class 0 and 0 of class 1",
            Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1, 2], 1, [false, false], 1)).Message,
            StringComparison.Ordinal
        );
}
