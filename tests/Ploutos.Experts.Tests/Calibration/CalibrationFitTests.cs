using CsCheck;
using Ploutos.Experts.Calibration;

namespace Ploutos.Experts.Tests.Calibration;

public sealed class CalibrationFitTests
{
    [Theory]
    [InlineData(0.4, -0.7)]
    [InlineData(2.5, 0.3)]
    public void Platt_scaling_finds_the_slope_and_intercept_that_made_the_outcomes(double slope, double intercept)
    {
        (double[] margin, bool[] outcome) = Sample(200_000, slope, intercept, 1);
        Calibrator fit = CalibrationFit.Platt(margin, outcome);
        Assert.Equal(slope, fit.Slope, 0.03 * slope);
        Assert.Equal(intercept, fit.Intercept, 0.02);
    }

    [Fact]
    public void A_temperature_finds_how_much_too_sure_the_network_is()
    {
        (double[] margin, bool[] outcome) = Sample(200_000, 0.25, 0, 2);
        Calibrator fit = CalibrationFit.Temperature(margin, outcome);
        Assert.Equal(0.25, fit.Slope, 0.01);
        Assert.Equal((0, 0.5), (fit.Intercept, fit.Probability(0)));
    }

    [Fact]
    public void At_the_best_fit_the_gradient_of_the_likelihood_vanishes() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Bool)
            .Array[5, 60]
            .Sample(rows =>
            {
                Calibrator fit = CalibrationFit.Platt([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)]);
                int ones = rows.Count(r => r.Item2);
                double one = (ones + 1.0) / (ones + 2),
                    zero = 1 / (rows.Length - ones + 2.0);
                double[] error = [.. rows.Select(r => fit.Probability(r.Item1) - (r.Item2 ? one : zero))];
                double toIntercept = error.Average(),
                    toSlope = error.Zip(rows, (e, r) => e * r.Item1).Average();
                return Math.Abs(toIntercept) < 1e-6 && (fit.IsInformative ? Math.Abs(toSlope) < 1e-6 : toSlope > -1e-6);
            });

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1.0)]
    [InlineData(1e6)]
    public void The_fit_does_not_depend_on_the_size_of_the_margins(double size)
    {
        (double[] margin, bool[] outcome) = Sample(2000, 1, 0.2, 3);
        Calibrator plain = CalibrationFit.Platt(margin, outcome),
            scaled = CalibrationFit.Platt([.. margin.Select(m => m * size)], outcome);
        Assert.Equal(plain.Slope, scaled.Slope * size, 1e-6);
        Assert.Equal(plain.Intercept, scaled.Intercept, 1e-6);
    }

    [Fact]
    public void Rows_that_can_be_separated_have_a_finite_fit_that_is_sure_but_not_certain()
    {
        double[] margin = [.. Enumerable.Range(-50, 101).Where(i => i != 0).Select(i => (double)i)];
        foreach (Calibrator fit in Both(margin, [.. margin.Select(m => m > 0)]))
        {
            Assert.True(double.IsFinite(fit.Slope) && fit.IsInformative);
            Assert.InRange(fit.Probability(50), 0.9, 1 - 1e-9);
        }
    }

    [Fact]
    public void Rows_of_one_class_give_a_base_rate_below_certainty()
    {
        foreach (
            Calibrator fit in Both([0.5, 1, -2, 0.3], [true, true, true, true])
                .Where(f => f.Method == CalibrationMethod.Platt)
        )
            Assert.All((double[])[-9, 0, 9], m => Assert.Equal(5.0 / 6, fit.Probability(m), 1e-6));
    }

    [Fact]
    public void An_expert_that_is_wrong_more_often_than_right_is_not_turned_round_but_shrinks_to_the_base_rate()
    {
        (double[] margin, bool[] outcome) = Sample(20_000, -0.8, 0.4, 4);
        double baseRate = outcome.Count(y => y) / 20_000.0;
        foreach (Calibrator fit in Both(margin, outcome))
        {
            Assert.Equal(0, fit.Slope);
            Assert.False(fit.IsInformative);
            Assert.Equal(baseRate, fit.Probability(3), 1e-4);
            Assert.Equal(fit.Probability(3), fit.Probability(-3));
        }
    }

    [Fact]
    public void An_anchored_fit_has_the_slope_of_validation_and_the_base_rate_of_all_rows()
    {
        // The validation year went up far more often than the years before it.
        (double[] margin, bool[] outcome) = Sample(5_000, 0.6, 0.8, 5);
        (double[] before, bool[] happened) = Sample(40_000, 1.5, 0.1, 6);
        Calibrator platt = CalibrationFit.Platt(margin, outcome),
            anchored = CalibrationFit.AnchoredPlatt(margin, outcome, before, happened);
        Assert.Equal(platt.Slope, anchored.Slope);
        double mean = margin.Concat(before).Average(anchored.Probability),
            baseRate = (outcome.Count(y => y) + happened.Count(y => y)) / 45_000.0;
        Assert.Equal(baseRate, mean, 1e-4);
        Assert.True(platt.Probability(0) > 0.66 && anchored.Probability(0) < 0.57);
    }

    [Fact]
    public void An_anchored_fit_without_information_is_the_base_rate_of_all_rows()
    {
        (double[] margin, bool[] outcome) = Sample(5_000, -0.6, 0.8, 7);
        Calibrator fit = CalibrationFit.AnchoredPlatt(margin, outcome, [1, 2, 3], [false, false, true]);
        Assert.False(fit.IsInformative);
        Assert.Equal((outcome.Count(y => y) + 2.0) / 5_005, fit.Probability(4), 1e-9);
    }

    [Fact]
    public void A_network_that_says_the_same_of_every_row_gives_the_base_rate() =>
        Assert.All(Both([0, 0, 0, 0], [true, false, false, false]), fit => Assert.False(fit.IsInformative));

    [Fact]
    public void A_calibration_never_changes_the_order_of_two_rows() =>
        Gen.Select(Gen.Double[-5, 5].Array[20], Gen.Bool.Array[20], Gen.Double[-9, 9], Gen.Double[-9, 9])
            .Sample(
                (margin, outcome, a, b) =>
                    Both(margin, outcome)
                        .All(fit =>
                            a <= b ? fit.Probability(a) <= fit.Probability(b) : fit.Probability(a) >= fit.Probability(b)
                        )
            );

    [Fact]
    public void Logits_are_read_two_a_row()
    {
        double[] p = new double[2];
        new Calibrator(CalibrationMethod.Platt, 2, 1).Apply([0.5f, 1.5f, 2f, -1f], p);
        Assert.Equal(1 / (1 + Math.Exp(-3)), p[0], 1e-15);
        Assert.Equal(1 / (1 + Math.Exp(5)), p[1], 1e-15);
        Assert.Equal([1.0, -3.0], Calibrator.Margins([0.5f, 1.5f, 2f, -1f]));
    }

    [Fact]
    public void Huge_margins_are_certain_but_never_NaN()
    {
        var calibrator = new Calibrator(CalibrationMethod.Temperature, 1e3, 0);
        Assert.Equal((0, 1), (calibrator.Probability(-1e30), calibrator.Probability(1e30)));
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Contains("got 0 and 0", Assert.Throws<ArgumentException>(() => CalibrationFit.Platt([], [])).Message);
        Assert.Contains(
            "must be finite, but got NaN",
            Assert.Throws<ArgumentException>(() => CalibrationFit.Platt([double.NaN], [true])).Message
        );
        Assert.Contains(
            "slope=-1",
            Assert.Throws<ArgumentException>(() => new Calibrator(CalibrationMethod.Platt, -1, 0)).Message
        );
    }

    private static Calibrator[] Both(double[] margin, bool[] outcome) =>
        [CalibrationFit.Temperature(margin, outcome), CalibrationFit.Platt(margin, outcome)];

    private static (double[] Margin, bool[] Outcome) Sample(int rows, double slope, double intercept, int seed)
    {
        var random = new Random(seed);
        double[] margin = [.. Enumerable.Range(0, rows).Select(_ => 4 * random.NextDouble() - 2)];
        return (margin, [.. margin.Select(m => random.NextDouble() < Calibrator.Sigmoid(slope * m + intercept))]);
    }

    [Fact]
    public void A_known_base_rate_becomes_the_mean_probability_and_leaves_the_slope_to_the_rows()
    {
        double[] score = [-0.4, -0.1, 0.1, 0.2, 0.5, 0.6];
        bool[] outcome = [false, true, false, true, false, true];
        Calibrator anchored = CalibrationFit.AnchoredPlatt(score, outcome, baseRate: 0.7);
        Assert.Equal(CalibrationFit.Platt(score, outcome).Slope, anchored.Slope, 1e-12);
        Assert.Equal(0.7, score.Average(anchored.Probability), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationFit.AnchoredPlatt(score, outcome, 1));
    }
}
