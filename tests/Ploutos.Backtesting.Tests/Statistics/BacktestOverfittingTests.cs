using Ploutos.Backtesting.Statistics;

namespace Ploutos.Backtesting.Tests.Statistics;

public sealed class BacktestOverfittingTests
{
    /// <summary>The paper's test case of full overfitting, at its size: 100 strategies, 1,000
    /// days, 16 blocks and so 12,870 splits, each strategy's returns centred. What it won in one
    /// half it lost in the other, so that the best of a half is the worst of the rest.</summary>
    [Fact]
    public void Strategies_whose_returns_cancel_over_the_whole_time_are_always_overfitted()
    {
        OverfittingResult result = BacktestOverfitting.Measure([.. Noise(100, 992, 1).Select(r => Centre(r, 0))]);
        Assert.Equal(12_870, result.Logits.Count);
        Assert.Equal(1, result.Probability);
        Assert.Equal(1, result.LossProbability);
    }

    /// <summary>The paper's further cases: the same, but for one strategy with a true Sharpe ratio.
    /// The higher it is, the rarer is overfitting.</summary>
    [Fact]
    public void The_higher_the_true_sharpe_ratio_of_one_strategy_the_rarer_is_overfitting()
    {
        double[] probabilities =
        [
            .. new[] { 0, 1, 2, 3 }.Select(annual =>
            {
                double[][] returns = [.. Noise(100, 992, 3).Select(r => Centre(r, 0))];
                double deviation = Math.Sqrt(returns[7].Sum(r => r * r) / (returns[7].Length - 1));
                returns[7] = Centre(returns[7], annual * deviation / Math.Sqrt(252));
                return BacktestOverfitting.Measure(returns).Probability;
            }),
        ];
        Assert.Equal(1, probabilities[0]);
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.True(probabilities[3] < 0.1, $"with a Sharpe ratio of 3 it is {probabilities[3]}");
    }

    [Fact]
    public void A_strategy_with_a_true_edge_is_rarely_overfitted()
    {
        double[][] returns = [.. Noise(50, 1000, 2)];
        returns[7] = Centre(returns[7], 0.25);
        Assert.True(BacktestOverfitting.Measure(returns).Probability < 0.01);
    }

    [Fact]
    public void A_choice_among_coin_tosses_is_overfitted_about_half_the_time()
    {
        double mean = Enumerable
            .Range(0, 60)
            .Average(seed => BacktestOverfitting.Measure(Noise(20, 240, seed), 6).Probability);
        Assert.InRange(mean, 0.40, 0.60);
    }

    /// <summary>Two blocks of two days. A is best in the first half and worst in the second, and B
    /// the other way round.</summary>
    [Fact]
    public void A_case_small_enough_to_be_ranked_by_hand_agrees()
    {
        double[] a = [0.02, 0.01, -0.03, -0.01],
            b = [-0.02, -0.01, 0.02, 0.03],
            c = [0.001, -0.001, 0.001, 0.0];
        OverfittingResult result = BacktestOverfitting.Measure([a, b, c], 2);
        Assert.Equal((1, 1), (result.Probability, result.LossProbability));
        // The chosen strategy has rank 1 of 3 in the other half, so that w = 1/4.
        Assert.All(result.Logits, logit => Assert.Equal(Math.Log(1.0 / 3), logit, 1e-12));
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        Refuses("at least 2 strategies, but got 1", () => BacktestOverfitting.Measure(Noise(1, 100, 1)));
        Refuses("must be even", () => BacktestOverfitting.Measure(Noise(2, 100, 1), 5));
        Refuses("need at least 32 days, but got 20", () => BacktestOverfitting.Measure(Noise(2, 20, 1)));
        Refuses(
            "same days, but they have 100, 50",
            () => BacktestOverfitting.Measure([.. Noise(1, 100, 1), .. Noise(1, 50, 1)])
        );
    }

    private static void Refuses(string reason, Func<object> action) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message);

    private static double[][] Noise(int strategies, int days, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, strategies)
                .Select(_ =>
                    Enumerable
                        .Range(0, days)
                        .Select(_ => Enumerable.Range(0, 4).Sum(_ => random.NextDouble()) - 2)
                        .ToArray()
                ),
        ];
    }

    private static double[] Centre(double[] returns, double mean) =>
        [.. returns.Select(r => r - returns.Average() + mean)];
}
