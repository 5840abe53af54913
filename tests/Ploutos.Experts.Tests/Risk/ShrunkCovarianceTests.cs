using Ploutos.Experts.Metrics;
using Ploutos.Experts.Risk;
using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Tests.Risk;

public sealed class ShrunkCovarianceTests
{
    [Theory]
    [InlineData(3, 66)]
    [InlineData(8, 30)]
    [InlineData(40, 22)]
    public void The_weight_and_the_correlations_are_those_of_the_paper_s_sums(int tickers, int days)
    {
        double[][] x = Returns(tickers, days, seed: tickers);
        var shrunk = ShrunkCovariance.Of(x);
        (double intensity, double[,] correlation) = BySums(x);
        Assert.Equal(intensity, shrunk.Intensity, 1e-10);
        Assert.InRange(shrunk.Intensity, 0.01, 1);
        for (int i = 0; i < tickers; i++)
            for (int j = 0; j < tickers; j++)
                Assert.Equal(correlation[i, j], shrunk.Correlation(i, j), 1e-10);
        Assert.Equal(days, shrunk.Days);
    }

    [Fact]
    public void With_more_tickers_than_days_no_portfolio_is_free_of_risk()
    {
        double[][] x = Returns(40, 22, seed: 3);
        var shrunk = ShrunkCovariance.Of(x);
        var random = new Random(1);
        for (int k = 0; k < 200; k++)
        {
            double[] parts = [.. x.Select(_ => random.NextDouble() - 0.5)];
            Assert.True(shrunk.Volatility(parts) > 0.1);
        }
    }

    [Fact]
    public void The_shares_of_the_risk_add_up_to_one_and_one_ticker_has_all_of_it()
    {
        var shrunk = ShrunkCovariance.Of(Returns(5, 66, seed: 4));
        double[] parts = [0.02, 0.05, 0.01, -0.01, 0];
        double[] shares = shrunk.RiskShares(parts);
        Assert.Equal(1, shares.Sum(), 1e-12);
        Assert.Equal(0, shares[4]);
        Assert.True(shares[3] < 0, "what is sold short against the others takes risk away");
        var alone = ShrunkCovariance.Of(Returns(1, 66, seed: 4));
        Assert.Equal((0, 0), (alone.Intensity, alone.MeanCorrelation));
        Assert.Equal(0.05, alone.Volatility([0.05]), 1e-15);
        Assert.Equal([1.0], alone.RiskShares([0.05]));
        Assert.Equal([0.0], alone.RiskShares([0]));
    }

    [Fact]
    public void Returns_that_do_not_vary_or_differ_in_number_are_refused()
    {
        Assert.Contains(
            "must be finite and vary",
            Assert
                .Throws<ArgumentException>(() =>
                    ShrunkCovariance.Of([
                        [0.01, 0.01, 0.01],
                    ])
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "but got 3, 2 returns",
            Assert
                .Throws<ArgumentException>(() =>
                    ShrunkCovariance.Of([
                        [1, 2, 3],
                        [1, 2],
                    ])
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => ShrunkCovariance.Of([]));
    }

    [Fact]
    public void The_mean_of_values_is_drawn_with_whole_days()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 300).Select(i => new DateOnly(2020, 1, 1).AddDays(i / 3))];
        var random = new Random(2);
        double[] values = [.. days.Select(d => (d.DayNumber % 2) + 0.1 * random.NextDouble())];
        Estimate mean = BlockBootstrap.Mean(days, values);
        Assert.Equal(values.Average(), mean.Value, 1e-12);
        Assert.InRange(mean.Value, mean.Low, mean.High);
        Assert.True(mean.High - mean.Low > 0.01);
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean(days, [1.0]));
    }

    /// <summary>Returns with a common factor and different sizes.</summary>
    private static double[][] Returns(int tickers, int days, int seed)
    {
        var random = new Random(seed);
        double[] common = [.. Enumerable.Range(0, days).Select(_ => random.NextDouble() - 0.5)];
        return
        [
            .. Enumerable
                .Range(1, tickers)
                .Select(i => common.Select(c => 0.01 * i * (c + 1.5 * (random.NextDouble() - 0.5))).ToArray()),
        ];
    }

    /// <summary>The estimator of Ledoit and Wolf (2004), sum by sum as its appendix writes it.</summary>
    private static (double Intensity, double[,] Correlation) BySums(double[][] returns)
    {
        (int n, int days) = (returns.Length, returns[0].Length);
        double[][] x = [.. returns.Select(r => r.Select(v => v - r.Average()).ToArray())];
        double S(int i, int j) => Enumerable.Range(0, days).Sum(t => x[i][t] * x[j][t]) / days;
        double[,] s = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                s[i, j] = S(i, j);
        double mean = 0;
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                mean += 2 * s[i, j] / Math.Sqrt(s[i, i] * s[j, j]) / (n * (n - 1.0));
        (double pi, double rho, double gamma) = (0, 0, 0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double own = Enumerable.Range(0, days).Sum(t => Math.Pow(x[i][t] * x[j][t] - s[i, j], 2)) / days,
                    target = i == j ? s[i, i] : mean * Math.Sqrt(s[i, i] * s[j, j]);
                pi += own;
                gamma += Math.Pow(target - s[i, j], 2);
                double Theta(int k) =>
                    Enumerable.Range(0, days).Sum(t => (x[k][t] * x[k][t] - s[k, k]) * (x[i][t] * x[j][t] - s[i, j]))
                    / days;
                rho +=
                    i == j
                        ? own
                        : mean
                            / 2
                            * (Math.Sqrt(s[j, j] / s[i, i]) * Theta(i) + Math.Sqrt(s[i, i] / s[j, j]) * Theta(j));
            }
        }

        double intensity = Math.Clamp((pi - rho) / gamma / days, 0, 1);
        double[,] correlation = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                correlation[i, j] =
                    i == j ? 1 : intensity * mean + (1 - intensity) * s[i, j] / Math.Sqrt(s[i, i] * s[j, j]);
        return (intensity, correlation);
    }
}
