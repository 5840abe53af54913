using System.Globalization;
using MathNet.Numerics.Distributions;
using Ploutos.Backtesting.Statistics;
using Ploutos.Research.Backtests;
using Ploutos.Research.Judge;
using Ploutos.Research.Tests.Backtests;

namespace Ploutos.Research.Tests.Judge;

public sealed class ReturnsJudgeTests
{
    /// <summary>Bailey and Lopez de Prado (2012): 24 months, Sharpe ratio 0.458 a month, skewness
    /// -2.448, kurtosis 10.164: a probabilistic Sharpe ratio of 0.913.</summary>
    [Fact]
    public void The_hedge_fund_of_the_paper_has_its_probabilistic_sharpe_ratio()
    {
        double[] returns = WithMoments(24, 0.458, -2.448, 10.164);
        DateOnly[] months = [.. Enumerable.Range(0, 24).Select(m => new DateOnly(2008, 1, 31).AddMonths(m))];
        JudgedReturns judged = ReturnsJudge.Of(["fund"], months, [returns], null, 0);
        JudgedStrategy fund = judged.Strategies[0];
        Assert.Equal(-2.448, fund["skewness"]!.Value, 1e-6);
        Assert.Equal(10.164, fund["kurtosis"]!.Value, 1e-6);
        Assert.Equal(0.913, fund["probabilistic_sharpe"]!.Value, 5e-4);
        Assert.Equal(0.458 * Math.Sqrt(12), fund["sharpe"]!.Value, 0.02);
        Assert.Equal(
            Math.Ceiling(SharpeInference.MinimumTrackRecord(0.458, 0, -2.448, 10.164)),
            fund["minimum_track_record"]
        );
        Assert.StartsWith("Luck is not ruled out", ReturnsJudge.Verdict(judged), StringComparison.Ordinal);
    }

    /// <summary>The same authors (2014): five years of daily returns at 2.5 a year of 250 days,
    /// skewness -3, kurtosis 10, the best of a hundred whose annual ratios have a variance of 1/2: a
    /// deflated ratio of 0.9004.</summary>
    [Fact]
    public void The_best_of_a_hundred_of_the_paper_has_its_deflated_sharpe_ratio()
    {
        const int trials = 100,
            returns = 1250;
        double best = 2.5 / Math.Sqrt(250);
        // Such a kurtosis with such a skewness have returns of two values alone.
        double[] chosen = Scaled(
            [.. Enumerable.Range(0, returns).Select(t => t % 12 == 0 && t < 12 * 105 ? -1.0 : 0)],
            best
        );
        double spread = Bisect(
            0,
            best,
            a => Ratios(a).Select(r => r - Ratios(a).Average()).Sum(d => d * d) / 99 - 0.002
        );
        double[][] columns = [chosen, .. Ratios(spread).Skip(1).Select((ratio, i) => Scaled(Noise(returns, i), ratio))];
        JudgedReturns judged = ReturnsJudge.Of(
            [.. Enumerable.Range(0, trials).Select(i => $"c{i}")],
            Days(returns),
            columns,
            null,
            0
        );
        Assert.Equal("c0", judged.Strategies[0].Name);
        Assert.Equal(-3, judged.Strategies[0]["skewness"]!.Value, 1e-3);
        Assert.Equal(10, judged.Strategies[0]["kurtosis"]!.Value, 5e-3);
        Assert.Equal(0.9004, judged.Deflated!.Value, 2e-4);

        double[] Ratios(double a) => [best, .. Enumerable.Range(1, trials - 1).Select(i => i % 2 == 0 ? a : -a)];
    }

    [Fact]
    public void The_probabilities_of_series_without_skill_are_uniform()
    {
        const int repetitions = 500;
        double[] sorted =
        [
            .. Enumerable
                .Range(0, repetitions)
                .Select(seed =>
                    ReturnsJudge.Of(["noise"], Days(250), [Noise(250, seed)], null, 0).Strategies[0][
                        "probabilistic_sharpe"
                    ]!.Value
                )
                .Order(),
        ];
        double distance = Enumerable
            .Range(0, repetitions)
            .Max(i =>
                Math.Max(Math.Abs(sorted[i] - (double)i / repetitions), Math.Abs(sorted[i] - (i + 1.0) / repetitions))
            );
        // Kolmogorov's distance, 1 % level.
        Assert.True(distance < 1.63 / Math.Sqrt(repetitions), $"{distance}");
    }

    [Fact]
    public void The_best_of_many_without_skill_hardly_ever_passes()
    {
        const int repetitions = 300,
            columns = 10;
        int passed = 0,
            undeflated = 0;
        for (int r = 0; r < repetitions; r++)
        {
            JudgedReturns judged = ReturnsJudge.Of(
                [.. Enumerable.Range(0, columns).Select(c => $"c{c}")],
                Days(120),
                [.. Enumerable.Range(0, columns).Select(c => Noise(120, 1000 + r * columns + c))],
                null,
                0
            );
            Assert.Equal(columns, judged.Trials);
            passed += judged.Deflated > 0.95 ? 1 : 0;
            undeflated += judged.Strategies[0]["probabilistic_sharpe"] > 0.95 ? 1 : 0;
        }

        Assert.True(passed <= 0.07 * repetitions, $"{passed} of {repetitions} passed");
        Assert.True(undeflated > 0.25 * repetitions, $"undeflated, {undeflated} of {repetitions} passed");
    }

    [Fact]
    public void A_judgement_agrees_with_the_backtest_of_the_same_account()
    {
        using var bench = new BacktestBench();
        BacktestResult tested = bench.Run(new() { SignalFile = bench.Targets() });
        IReadOnlyList<double> equity = tested.Series.Equity;
        string file = bench.SignalFile(
            "date,account",
            Enumerable
                .Range(1, equity.Count - 1)
                .Select(t =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{tested.Series.Days[t]:yyyy-MM-dd},{equity[t] / equity[t - 1] - 1:R}"
                    )
                )
        );
        JudgedReturns judged = bench.Workflows.Judge(new(file)).Returns!;
        foreach (string name in (string[])["cagr", "volatility", "sharpe", "sortino", "maximum_drawdown", "calmar"])
        {
            BacktestValue ours = judged.Strategies[0].Figures.First(f => f.Name == name).Value,
                theirs = tested.Figure(name)!.Strategy;
            Assert.Equal(theirs.Value!.Value, ours.Value!.Value, 1e-9);
            Assert.Equal(theirs.Low!.Value, ours.Low!.Value, 1e-9);
            Assert.Equal(theirs.High!.Value, ours.High!.Value, 1e-9);
        }

        Assert.Equal(tested.Evidence.Probabilistic!.Value, judged.Strategies[0]["probabilistic_sharpe"]!.Value, 1e-9);
    }

    [Fact]
    public void Several_columns_count_as_trials_and_show_how_the_choice_fares()
    {
        double[] good = [.. Noise(400, 7).Select(r => r + 0.005)];
        double[][] columns = [Noise(400, 1), good, Noise(400, 2)];
        JudgedReturns judged = ReturnsJudge.Of(["a", "good", "b"], Days(400), columns, 2, 0);
        Assert.Equal("good", judged.Strategies[0].Name);
        Assert.Equal(3, judged.Trials);
        Assert.Equal(0, judged.Overfitting!.Probability);
        Assert.StartsWith("Evidence of skill", ReturnsJudge.Verdict(judged), StringComparison.Ordinal);
        Assert.Contains(
            ReturnsJudge.Notes(judged, columns, false),
            n => n.Contains("left out count", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Returns_that_never_move_and_returns_in_percent_are_said_to_be_so()
    {
        JudgedReturns flat = ReturnsJudge.Of(["cash"], Days(50), [new double[50]], null, 0);
        Assert.Null(flat.Deflated);
        Assert.Contains("never move", ReturnsJudge.Verdict(flat), StringComparison.Ordinal);
        double[] percent = [.. Noise(50, 1).Select(r => Math.Max(-1, 100 * r))];
        JudgedReturns wrong = ReturnsJudge.Of(["p"], Days(50), [percent], 1, 0);
        Assert.Contains(
            ReturnsJudge.Notes(wrong, [percent], true),
            n => n.Contains("percent?", StringComparison.Ordinal)
        );
    }

    private static DateOnly[] Days(int count) =>
        [
            .. Enumerable
                .Range(0, 2 * count)
                .Select(d => new DateOnly(2010, 1, 4).AddDays(d))
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Take(count),
        ];

    private static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    0.01
                    * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                    * Math.Cos(2 * Math.PI * random.NextDouble())
                ),
        ];
    }

    /// <summary>Returns with exactly these moments: quantiles of a sinh-arcsinh distribution (Jones
    /// and Pewsey 2009), its two shapes found by bisection, in random order.</summary>
    private static double[] WithMoments(int count, double sharpe, double skewness, double kurtosis)
    {
        double[] z = [.. Enumerable.Range(0, count).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / count))];
        double[] Shape(double tail, double lean) => Array.ConvertAll(z, v => Math.Sinh(tail * (Math.Asinh(v) + lean)));
        double[] Leaning(double tail) => Shape(tail, Bisect(-6, 0, lean => Moment(Shape(tail, lean), 3) - skewness));
        double found = Bisect(0.2, 8, tail => Moment(Leaning(tail), 4) - kurtosis);
        double[] returns = Scaled(Leaning(found), sharpe);
        new Random(1).Shuffle(returns);
        return returns;
    }

    /// <summary>The same shape with this ratio of mean to deviation.</summary>
    private static double[] Scaled(double[] x, double sharpe)
    {
        double mean = x.Average(),
            deviation = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1));
        return Array.ConvertAll(x, v => 0.005 * ((v - mean) / deviation + sharpe));
    }

    private static double Moment(double[] x, int order)
    {
        double mean = x.Average();
        return x.Average(v => Math.Pow(v - mean, order)) / Math.Pow(x.Average(v => Math.Pow(v - mean, 2)), order / 2.0);
    }

    private static double Bisect(double low, double high, Func<double, double> f)
    {
        bool rising = f(high) > f(low);
        for (int i = 0; i < 80; i++)
        {
            double middle = 0.5 * (low + high);
            if (f(middle) > 0 == rising)
                high = middle;
            else
                low = middle;
        }

        return 0.5 * (low + high);
    }
}
