using CsCheck;
using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class BlockBootstrapTests
{
    private static readonly Metric[] Metrics = [Metric.Accuracy, Metric.Auc, Metric.LogLoss, Metric.CalibrationError];

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        Forecasts f = Sample(200, 2, seed: 1);
        Assert.Equal(BlockBootstrap.Interval(Metric.Auc, f), BlockBootstrap.Interval(Metric.Auc, f));
        Assert.NotEqual(
            BlockBootstrap.Interval(Metric.Auc, f),
            BlockBootstrap.Interval(Metric.Auc, f, new() { Seed = 2 })
        );
    }

    [Theory]
    [InlineData(BlockKind.Stationary)]
    [InlineData(BlockKind.Moving)]
    public void Intervals_hold_the_true_accuracy_about_as_often_as_they_claim(BlockKind kind)
    {
        var options = new BootstrapOptions
        {
            Resamples = 300,
            BlockDays = 5,
            Kind = kind,
            Level = 0.9,
        };
        int held = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            Estimate e = BlockBootstrap.Interval(Metric.Accuracy, Sample(250, 1, trial), options);
            held += e.Low <= 0.75 && 0.75 <= e.High ? 1 : 0;
        }

        Assert.InRange(held, 0.84 * 300, 0.95 * 300);
    }

    [Fact]
    public void Tickers_that_move_as_one_make_nothing_more_certain()
    {
        foreach (Metric metric in (Metric[])[Metric.Accuracy, Metric.Auc, Metric.Brier])
        {
            Estimate one = BlockBootstrap.Interval(metric, Sample(120, 1, 3)),
                five = BlockBootstrap.Interval(metric, Sample(120, 5, 3));
            Assert.Equal(one.Low, five.Low, 1e-12);
            Assert.Equal(one.High, five.High, 1e-12);
        }
    }

    [Fact]
    public void Longer_runs_of_days_that_stick_together_make_a_wider_interval()
    {
        // Right or wrong for twenty days at a time.
        var random = new Random(7);
        bool[] right = [.. Enumerable.Range(0, 40).Select(_ => random.Next(2) == 0)];
        DateOnly[] days = [.. Enumerable.Range(0, 800).Select(new DateOnly(2010, 1, 1).AddDays)];
        var f = new Forecasts(days, [.. days.Select(_ => 0.8)], [.. days.Select((_, i) => right[i / 20])]);
        Estimate daily = BlockBootstrap.Interval(Metric.Accuracy, f, new() { BlockDays = 1 }),
            runs = BlockBootstrap.Interval(Metric.Accuracy, f, new() { BlockDays = 20 });
        Assert.True(runs.High - runs.Low > 2 * (daily.High - daily.Low));
    }

    [Fact]
    public void A_run_as_long_as_the_sample_draws_every_day_once()
    {
        Estimate e = BlockBootstrap.Interval(
            Metric.LogLoss,
            Sample(50, 2, 4),
            new()
            {
                Kind = BlockKind.Moving,
                BlockDays = 50,
                Resamples = 20,
            }
        );
        Assert.Equal((e.Value, e.Value), (e.Low, e.High));
    }

    [Fact]
    public void A_day_that_is_drawn_twice_counts_as_if_its_rows_stood_there_twice() =>
        Gen.Select(Gen.Int[0, 3].Array[12], Gen.Int[0, 500])
            .Where(d => d.Item1.Sum() > 0)
            .Sample(
                (drawn, seed) =>
                {
                    Forecasts f = Sample(12, 3, seed);
                    int[] rows =
                    [
                        .. Enumerable.Range(0, f.Count).SelectMany(i => Enumerable.Repeat(i, drawn[f.DayOfRow[i]])),
                    ];
                    var repeated = new Forecasts(
                        [.. rows.Select(i => f.Days[f.DayOfRow[i]])],
                        [.. rows.Select(i => f.Probability[i])],
                        [.. rows.Select(i => f.Outcome[i])]
                    );
                    return Metrics
                        .Where(m => m != Metric.CalibrationError)
                        .All(m => Same(m.Prepare(f).Of(drawn), m.Of(repeated)));
                }
            );

    [Fact]
    public void A_forecast_differs_from_itself_by_nothing()
    {
        Forecasts f = Sample(100, 2, 5);
        foreach (Metric metric in Metrics)
        {
            Estimate e = BlockBootstrap.Difference(metric, f, f);
            Assert.Equal((0, 0, 0), (e.Value, e.Low, e.High));
        }
    }

    [Fact]
    public void A_better_forecast_of_the_same_days_is_told_from_a_worse_one_where_their_own_intervals_overlap()
    {
        Forecasts good = Sample(400, 1, 6);
        var worse = new Forecasts(
            good.Days,
            [.. good.Probability.ToArray().Select((p, i) => i % 12 == 0 ? 1 - p : p)],
            good.Outcome
        );
        Estimate difference = BlockBootstrap.Difference(Metric.Brier, good, worse),
            a = BlockBootstrap.Interval(Metric.Brier, good),
            b = BlockBootstrap.Interval(Metric.Brier, worse);
        Assert.True(a.High > b.Low);
        Assert.True(difference.IsBelowZero);
        Assert.Equal(a.Value - b.Value, difference.Value, 1e-15);
    }

    [Fact]
    public void Resamples_in_which_a_metric_is_not_defined_are_left_out()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 6).Select(new DateOnly(2010, 1, 1).AddDays)];
        var rare = new Forecasts(days, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [false, false, false, false, false, true]);
        Estimate e = BlockBootstrap.Interval(Metric.Auc, rare, new() { BlockDays = 1, Resamples = 500 });
        Assert.Equal((1, 1, 1), (e.Value, e.Low, e.High));
    }

    [Fact]
    public void Forecasts_of_different_days_are_not_compared() =>
        Assert.Contains(
            "on the same days",
            Assert
                .Throws<ArgumentException>(() =>
                    BlockBootstrap.Difference(Metric.Auc, Sample(10, 1, 1), Sample(11, 1, 1))
                )
                .Message
        );

    [Theory]
    [InlineData(0, 21, 0.95)]
    [InlineData(10, 0, 0.95)]
    [InlineData(10, 21, 1.0)]
    public void Options_that_make_no_sense_are_refused(int resamples, int blockDays, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            BlockBootstrap.Interval(
                Metric.Auc,
                Sample(10, 1, 1),
                new()
                {
                    Resamples = resamples,
                    BlockDays = blockDays,
                    Level = level,
                }
            )
        );

    /// <summary>Probabilities uniform in 0 .. 1 that are honest, so that the true accuracy is
    /// 0.75; every ticker of a day has the same row.</summary>
    private static Forecasts Sample(int days, int tickers, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable
            .Range(0, days)
            .Select(i => (Day: new DateOnly(2010, 1, 1).AddDays(i), P: random.NextDouble(), U: random.NextDouble()))
            .ToArray();
        rows = [.. rows.SelectMany(r => Enumerable.Repeat(r, tickers))];
        return new([.. rows.Select(r => r.Day)], [.. rows.Select(r => r.P)], [.. rows.Select(r => r.U < r.P)]);
    }

    private static bool Same(double a, double b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 1e-12;
}
