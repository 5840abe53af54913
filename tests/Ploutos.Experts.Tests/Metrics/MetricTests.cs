using CsCheck;
using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

/// <summary>Each metric against values worked out by hand.</summary>
public sealed class MetricTests
{
    private static readonly DateOnly Day = new(2015, 3, 2);

    // Called: 1 1 0 0 1; true: TP = 2, FP = 1, TN = 1, FN = 1.
    private static readonly Forecasts Five = Of([0.9, 0.6, 0.4, 0.2, 0.7], [true, false, true, false, true]);

    [Fact]
    public void Calls_are_counted_as_a_confusion_matrix_says()
    {
        Assert.Equal(3.0 / 5, Metric.BaseRate.Of(Five), 1e-15);
        Assert.Equal(3.0 / 5, Metric.Accuracy.Of(Five), 1e-15);
        Assert.Equal((2.0 / 3 + 1.0 / 2) / 2, Metric.BalancedAccuracy.Of(Five), 1e-15);
        Assert.Equal(2.0 / 3, Metric.Precision.Of(Five), 1e-15);
        Assert.Equal(2.0 / 3, Metric.Recall.Of(Five), 1e-15);
        Assert.Equal(2.0 / 3, Metric.F1.Of(Five), 1e-15);
        Assert.Equal(1.0 / 2, Metric.FalsePositiveRate.Of(Five), 1e-15);
    }

    [Fact]
    public void Log_loss_and_Brier_score_are_means_over_rows()
    {
        Assert.Equal(
            -(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.4) + Math.Log(0.8) + Math.Log(0.7)) / 5,
            Metric.LogLoss.Of(Five),
            1e-15
        );
        Assert.Equal((0.01 + 0.36 + 0.36 + 0.04 + 0.09) / 5, Metric.Brier.Of(Five), 1e-15);
    }

    [Fact]
    public void A_forecast_that_was_certain_and_wrong_has_a_finite_loss() =>
        Assert.Equal(-Math.Log(1e-15), Metric.LogLoss.Of(Of([0], [true])), 1e-9);

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order() =>
        Assert.Equal(0.75, Metric.Auc.Of(Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true])), 1e-15);

    [Fact]
    public void Ties_count_half_in_the_area_under_the_curve()
    {
        Assert.Equal(0.5, Metric.Auc.Of(Five.WithConstant(0.3)), 1e-15);
        Assert.Equal(
            (1 + 0.5 + 0 + 0.5) / 4,
            Metric.Auc.Of(Of([0.2, 0.5, 0.5, 0.2], [false, false, true, true])),
            1e-15
        );
    }

    [Fact]
    public void The_area_under_the_curve_equals_a_count_over_all_pairs() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool)
            .Array[2, 60]
            .Where(rows => rows.Any(r => r.Item2) && rows.Any(r => !r.Item2))
            .Sample(rows =>
            {
                Forecasts f = Of([.. rows.Select(r => r.Item1 / 9.0)], [.. rows.Select(r => r.Item2)]);
                double pairs = 0,
                    wins = 0;
                foreach ((int up, _) in rows.Where(r => r.Item2))
                    foreach ((int down, _) in rows.Where(r => !r.Item2))
                        (pairs, wins) = (
                            pairs + 1,
                            wins
                                + (
                                    up > down ? 1
                                    : up == down ? 0.5
                                    : 0
                                )
                        );
                return Math.Abs(Metric.Auc.Of(f) - wins / pairs) < 1e-12;
            });

    [Fact]
    public void One_class_alone_has_no_area_under_the_curve() =>
        Assert.True(double.IsNaN(Metric.Auc.Of(Of([0.1, 0.9], [true, true]))));

    [Fact]
    public void The_calibration_error_of_a_constant_is_its_distance_from_the_base_rate() =>
        Assert.Equal(0.6 - 0.25, Metric.CalibrationError.Of(Five.WithConstant(0.25)), 1e-15);

    [Fact]
    public void The_calibration_error_is_the_mean_distance_within_bins()
    {
        // 20 rows make ten bins of two: in each, mean probability (4b + 1) / 40 against a frequency
        // of one half.
        double[] p = [.. Enumerable.Range(0, 20).Select(i => i / 20.0)];
        bool[] y = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0)];
        Assert.Equal(
            Enumerable.Range(0, 10).Average(b => Math.Abs((4 * b + 1) / 40.0 - 0.5)),
            Metric.CalibrationError.Of(Of(p, y)),
            1e-12
        );
    }

    [Fact]
    public void A_probability_outside_0_to_1_is_refused() =>
        Assert.Contains("got NaN", Assert.Throws<ArgumentException>(() => Of([double.NaN], [true])).Message);

    [Fact]
    public void Rows_of_different_lengths_are_refused() =>
        Assert.Contains(
            "got 1, 2, 1",
            Assert.Throws<ArgumentException>(() => new Forecasts([Day], [0.1, 0.2], [true])).Message
        );

    private static Forecasts Of(double[] p, bool[] y) =>
        new([.. Enumerable.Range(0, p.Length).Select(Day.AddDays)], p, y);
}
