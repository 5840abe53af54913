using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

public sealed class CoreBudgetTests
{
    private readonly CoreBudget _budget = new(16);

    [Fact]
    public void A_training_alone_has_all_the_cores_that_it_can_use()
    {
        using CoreShare wide = Enter(84, most: 28);
        Assert.Equal(16, wide.Cores);
        wide.Dispose();
        using CoreShare narrow = Enter(7, most: 2);
        Assert.Equal(2, narrow.Cores);
    }

    [Fact]
    public void Trainings_side_by_side_share_the_cores_by_the_work_of_their_steps_until_one_ends()
    {
        using CoreShare momentum = Enter(84, most: 28),
            reversion = Enter(27, most: 9),
            volatility = Enter(7, most: 2);
        Assert.Equal((11, 4, 1), (momentum.Cores, reversion.Cores, volatility.Cores));
        momentum.Dispose();
        Assert.Equal((9, 2), (reversion.Cores, volatility.Cores));
    }

    [Fact]
    public void Equal_trainings_get_equal_shares_and_one_core_each_where_there_are_as_many_as_cores()
    {
        CoreShare[] shares = [.. Enumerable.Range(0, 8).Select(_ => Enter(84, most: 28))];
        Assert.All(shares, s => Assert.Equal(2, s.Cores));
        CoreShare[] more = [.. Enumerable.Range(0, 8).Select(_ => Enter(84, most: 28))];
        Assert.All(shares.Concat(more), s => Assert.Equal(1, s.Cores));
    }

    [Fact]
    public async Task Who_has_the_most_work_goes_first_and_who_is_cancelled_waits_no_longer()
    {
        var one = new CoreBudget(1);
        CoreShare first = one.Enter(1, 1, TestContext.Current.CancellationToken);
        using var given = new CancellationTokenSource();
        var order = new List<int>();
        Task[] waiting =
        [
            .. new[] { 2, 9, 5 }.Select(work =>
                Task.Factory.StartNew(
                    () =>
                    {
                        using CoreShare share = one.Enter(work, 1, CancellationToken.None);
                        lock (order)
                            order.Add(work);
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            ),
        ];
        var cancelled = Task.Factory.StartNew(
            () => Assert.Throws<OperationCanceledException>(() => one.Enter(100, 1, given.Token)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        SpinWait.SpinUntil(() => one.Waiting == 4);
        await given.CancelAsync();
        await cancelled;
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal([9, 5, 2], order);
    }

    private CoreShare Enter(double work, int most) => _budget.Enter(work, most, TestContext.Current.CancellationToken);
}
