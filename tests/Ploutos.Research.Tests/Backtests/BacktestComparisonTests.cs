using Ploutos.Research.Backtests;

namespace Ploutos.Research.Tests.Backtests;

public sealed class BacktestComparisonTests
{
    [Fact]
    public void Only_what_differs_is_named_and_overfitting_is_measured_on_the_shared_days()
    {
        using var bench = new BacktestBench();
        string file = bench.Targets();
        BacktestResult first = bench.Run(new() { SignalFile = file }),
            second = bench.Run(
                new()
                {
                    SignalFile = file,
                    SlippageBp = 50,
                    Direction = "long-short",
                }
            );
        BacktestComparison compared = BacktestComparison.Of([first, second]);
        Assert.Equal(["direction", "slippage_bp"], compared.Options.Select(o => o.Name).Order());
        Assert.Equal(["5", "50"], compared.Options.Single(o => o.Name == "slippage_bp").Values);
        Assert.Equal([first.Id, second.Id], compared.Backtests.Select(b => b.Id));
        Assert.Equal(first.Series.Days.Count - 1, compared.SharedDays);
        Assert.Equal(2, compared.Overfitting!.Strategies);
    }

    [Fact]
    public void Accounts_that_are_the_same_or_share_too_few_days_have_no_probability_of_overfitting()
    {
        using var bench = new BacktestBench();
        BacktestResult only = bench.Run(new() { SignalFile = bench.Targets() });
        Assert.Null(BacktestComparison.Of([only, only with { Id = "again" }]).Overfitting);
        BacktestResult later = only with
        {
            Series = only.Series with { Days = [.. only.Series.Days.Select(d => d.AddYears(50))] },
        };
        BacktestComparison apart = BacktestComparison.Of([only, later]);
        Assert.Equal((0, null), (apart.SharedDays, apart.Overfitting));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Fewer_than_two_and_more_than_four_are_refused(int count)
    {
        using var bench = new BacktestBench();
        BacktestResult one = bench.Run(new() { SignalFile = bench.Targets() });
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestComparison.Of([.. Enumerable.Repeat(one, count)]));
    }
}
