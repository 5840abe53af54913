using Ploutos.Experts.Calibration;
using Ploutos.Experts.Selection;

namespace Ploutos.Experts.Tests.Selection;

public sealed class ShrunkSlopeTests
{
    private const int Days = 2000;

    [Fact]
    public void The_standard_error_of_independent_rows_is_the_textbooks()
    {
        (DateOnly[] days, double[] margins, bool[] outcomes) = Draw(slope: 1, seed: 1);
        Calibrator fit = CalibrationFit.Platt(margins, outcomes);
        double[] weights = Array.ConvertAll(margins, m => fit.Probability(m) * (1 - fit.Probability(m)));
        double mean = margins.Zip(weights, (m, w) => m * w).Sum() / weights.Sum(),
            textbook = 1 / Math.Sqrt(margins.Zip(weights, (m, w) => w * (m - mean) * (m - mean)).Sum());
        double error = ShrunkSlope.StandardError(fit, days, margins, outcomes, horizon: 1)!.Value;
        Assert.InRange(error / textbook, 0.85, 1.15);
    }

    [Fact]
    public void Tickers_that_repeat_one_another_on_a_day_add_no_evidence()
    {
        (DateOnly[] days, double[] margins, bool[] outcomes) = Draw(slope: 0.4, seed: 2);
        double once = ShrunkSlope.Of(days, margins, outcomes, horizon: 5),
            tenfold = ShrunkSlope.Of(Repeat(days), Repeat(margins), Repeat(outcomes), horizon: 5);
        Assert.True(once > 0);
        Assert.Equal(once, tenfold, 0.01 * once); // Platt's smoothed targets know the number of rows
    }

    [Fact]
    public void A_strong_slope_is_kept_and_a_weak_one_is_reduced_by_its_uncertainty()
    {
        (DateOnly[] days, double[] margins, bool[] outcomes) = Draw(slope: 1, seed: 3);
        double fitted = CalibrationFit.Platt(margins, outcomes).Slope;
        Assert.InRange(ShrunkSlope.Of(days, margins, outcomes, 1) / fitted, 0.9, 1 - 1e-9);

        (days, margins, outcomes) = Draw(slope: 0.3, seed: 4);
        Calibrator weak = CalibrationFit.Platt(margins, outcomes);
        double t = weak.Slope / ShrunkSlope.StandardError(weak, days, margins, outcomes, 1)!.Value;
        Assert.InRange(t, 2.1, 6);
        Assert.Equal(weak.Slope * (1 - 4 / (t * t)), ShrunkSlope.Of(days, margins, outcomes, 1), 1e-12);
    }

    [Fact]
    public void Noise_becomes_the_base_rate_in_nearly_every_draw()
    {
        int kept = 0;
        double shrunk = 0,
            plain = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            (DateOnly[] days, double[] margins, bool[] outcomes) = Draw(slope: 0, seed: 100 + seed);
            double slope = ShrunkSlope.Of(days, margins, outcomes, 1);
            kept += slope > 0 ? 1 : 0;
            // The true slope is 0: what a forecast loses grows with the square of the slope.
            shrunk += slope * slope;
            plain += Math.Pow(CalibrationFit.Platt(margins, outcomes).Slope, 2);
        }

        Assert.InRange(kept, 0, 8);
        Assert.True(shrunk < plain / 4, $"{shrunk} must be less than a quarter of {plain}");
    }

    [Fact]
    public void Too_few_days_for_an_error_leave_the_slope_as_it_is()
    {
        double[] margins = [1, -1, 2, -2];
        bool[] outcomes = [true, false, true, false];
        DateOnly[] days = [.. Enumerable.Range(0, 4).Select(i => new DateOnly(2020, 1, 6).AddDays(i))];
        Assert.Equal(
            CalibrationFit.Platt(margins, outcomes).Slope,
            ShrunkSlope.Of(days, margins, outcomes, horizon: 5)
        );
    }

    private static T[] Repeat<T>(T[] values) => [.. Enumerable.Repeat(values, 10).SelectMany(v => v)];

    private static (DateOnly[] Days, double[] Margins, bool[] Outcomes) Draw(double slope, int seed)
    {
        var random = new Random(seed);
        double[] margins = [.. Enumerable.Range(0, Days).Select(_ => 2 * random.NextDouble() - 1)];
        return (
            [.. Enumerable.Range(0, Days).Select(i => new DateOnly(2010, 1, 1).AddDays(i))],
            margins,
            Array.ConvertAll(margins, m => random.NextDouble() < 1 / (1 + Math.Exp(-slope * m)))
        );
    }
}
