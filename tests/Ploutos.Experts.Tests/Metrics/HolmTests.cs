using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class HolmTests
{
    [Fact]
    public void The_corrected_values_are_those_of_R()
    {
        // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.8), "holm")
        double[] adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005, 0.8]);
        Assert.Equal([0.04, 0.09, 0.09, 0.025, 0.8], adjusted.Select(p => Math.Round(p, 12)));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.6, 0.9]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void One_that_is_not_known_stays_so_and_counts()
    {
        double[] adjusted = Holm.Adjust([double.NaN, 0.02, 0.01]);
        Assert.Equal([double.NaN, 0.04, 0.03], adjusted.Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void What_is_no_p_value_is_refused() => Assert.Throws<ArgumentException>(() => Holm.Adjust([0.5, 1.2]));

    [Fact]
    public void Chance_is_called_a_gain_no_more_often_than_the_level_over_a_whole_family()
    {
        const int days = 120,
            worlds = 60;
        int falseCalls = 0;
        for (int world = 0; world < worlds; world++)
        {
            var random = new Random(world);
            DateOnly[] day = [.. Enumerable.Range(0, days).Select(d => new DateOnly(2020, 1, 1).AddDays(d))];
            bool[] outcome = [.. day.Select(_ => random.NextDouble() < 0.5)];
            Forecasts Random() => new(day, [.. day.Select(_ => 0.4 + 0.2 * random.NextDouble())], outcome);
            IReadOnlyList<PairedComparison> family = PairedComparison.Of(
                Random(),
                [.. Enumerable.Range(0, 4).Select(i => ($"{i}", Random()))],
                new() { Resamples = 200, BlockDays = 1 }
            );
            falseCalls += family.Any(c => c.AucPValue <= 0.05 || c.LogLossPValue <= 0.05) ? 1 : 0;
        }

        Assert.InRange(falseCalls, 0, 8);
    }

    [Fact]
    public void A_forecaster_that_knows_is_better_than_one_that_guesses_and_a_guesser_is_worse()
    {
        var random = new Random(3);
        DateOnly[] day = [.. Enumerable.Range(0, 400).Select(d => new DateOnly(2020, 1, 1).AddDays(d))];
        bool[] outcome = [.. day.Select(_ => random.NextDouble() < 0.5)];
        Forecasts knows =
                new(day, [.. outcome.Select(y => (y ? 0.6 : 0.4) + 0.3 * (random.NextDouble() - 0.5))], outcome),
            guesses = new(day, [.. day.Select(_ => random.NextDouble())], outcome);
        PairedComparison better = PairedComparison.Of(knows, [("guess", guesses)])[0],
            worse = PairedComparison.Of(guesses, [("truth", knows)])[0];
        Assert.True(better.IsBetter(0.05) && !better.IsWorse(0.05));
        Assert.True(worse.IsWorse(0.05) && !worse.IsBetter(0.05));
        Assert.Equal(2 * 2.0 / 1001, better.AucPValue, 1e-12);
    }
}
