using MathNet.Numerics.LinearAlgebra;
using Ploutos.Experts.Risk;

namespace Ploutos.Experts.Tests.Risk;

public sealed class RegressionTests
{
    [Fact]
    public void Ridge_solves_the_augmented_least_squares_problem()
    {
        const int rows = 60,
            columns = 3;
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => 3 * random.NextDouble() - 1)],
            y = [.. Enumerable.Range(0, rows).Select(i => x[3 * i] - 2 * x[3 * i + 2] + random.NextDouble())];
        RidgeRegression ridge = RidgeRegression.Fit(x, columns, y, 7);
        Matrix<double> z = Matrix<double>.Build.Dense(
            rows + columns,
            columns + 1,
            (i, j) =>
                i >= rows ? (i - rows == j ? Math.Sqrt(7) : 0)
                : j == columns ? 1
                : (x[i * columns + j] - ridge.Mean[j]) / ridge.Deviation[j]
        );
        Vector<double> solution = z.QR().Solve(Vector<double>.Build.Dense(rows + columns, i => i < rows ? y[i] : 0));
        for (int j = 0; j < columns; j++)
            Assert.Equal(solution[j], ridge.Weights[j], 1e-10);
        Assert.Equal(solution[columns], ridge.Intercept, 1e-10);
    }

    [Fact]
    public void A_missing_input_counts_as_its_mean_an_outlier_as_five_deviations_and_a_constant_says_nothing()
    {
        double[] x = [1, 4, 2, 4, 3, 4, double.NaN, 4, 5, 4],
            y = [1, 2, 3, 4, 5];
        RidgeRegression ridge = RidgeRegression.Fit(x, 2, y, 10);
        Assert.Equal((2.75, 1.0), (ridge.Mean[0], ridge.Deviation[1]));
        Assert.Equal(0, ridge.Weights[1]);
        Assert.Equal(ridge.Intercept, ridge.Predict([double.NaN, double.NaN]), 1e-12);
        Assert.Equal(ridge.Intercept + 5 * ridge.Weights[0], ridge.Predict([1e9, -1e9]), 1e-12);
    }

    [Fact]
    public void A_regression_of_chosen_rows_is_that_of_these_rows_alone()
    {
        var random = new Random(7);
        double[] x = [.. Enumerable.Range(0, 100).Select(i => i % 9 == 0 ? double.NaN : random.NextDouble())],
            y = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
        int[] chosen = [3, 4, 9, 17, 18, 30, 44];
        RidgeRegression part = RidgeRegression.Fit(x, 2, y, chosen, 1),
            alone = RidgeRegression.Fit(
                [.. chosen.SelectMany(i => x[(2 * i)..(2 * i + 2)])],
                2,
                [.. chosen.Select(i => y[i])],
                1
            );
        Assert.Equal(alone.Mean, part.Mean);
        Assert.Equal(alone.Deviation, part.Deviation);
        Assert.Equal(alone.Weights, part.Weights);
        Assert.Equal(alone.Intercept, part.Intercept);
    }

    [Fact]
    public void An_input_that_is_never_known_has_no_weight_and_spoils_nothing()
    {
        double[] x = [1, double.NaN, 2, double.NaN, 4, double.NaN],
            y = [1, 2, 5];
        RidgeRegression ridge = RidgeRegression.Fit(x, 2, y, 1);
        Assert.Equal(0, ridge.Weights[1]);
        Assert.True(double.IsFinite(ridge.Predict([2, 3])));
    }

    [Fact]
    public void The_logistic_fit_makes_its_score_zero()
    {
        var random = new Random(9);
        double[] f = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() - 0.4)];
        bool[] high = [.. f.Select(v => random.NextDouble() < 1 / (1 + Math.Exp(-(4 * v + 0.3))))];
        ForecastLogistic fit = ForecastLogistic.Fit(f, high);
        double[] left = [.. f.Select((v, i) => (high[i] ? 1 : 0) - fit.Probability(v))];
        Assert.Equal(0, left.Sum(), 1e-9);
        Assert.Equal(0, left.Zip(f, (d, v) => d * v).Sum(), 1e-9);
    }

    [Fact]
    public void Forecasts_that_are_all_alike_give_the_base_rate_and_one_outcome_is_refused()
    {
        Assert.Equal(0.25, ForecastLogistic.Fit([1, 1, 1, 1], [true, false, false, false]).Probability(9), 1e-12);
        Assert.Contains(
            "3 LOW and 0 HIGH",
            Assert.Throws<ArgumentException>(() => ForecastLogistic.Fit([1, 2, 3], [false, false, false])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Outcomes_that_the_forecast_separates_leave_finite_probabilities()
    {
        ForecastLogistic fit = ForecastLogistic.Fit([-2, -1, 1, 2], [false, false, true, true]);
        Assert.InRange(fit.Probability(2), 0.99, 1);
        Assert.InRange(fit.Probability(-2), 0, 0.01);
    }
}
