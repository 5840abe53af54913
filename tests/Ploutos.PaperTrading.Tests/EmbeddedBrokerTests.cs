using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Tests;

/// <summary>A paper account in the workspace, day after day, on a real store.</summary>
public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task A_paper_account_ends_where_a_backtest_of_the_same_signals_ends()
    {
        const int Days = 40;
        using var world = new PaperWorld(Days);
        world.Settings("""{ "fractions": true, "max_position": 1, "max_daily_turnover": 8 }""");
        BacktestOptions options = new() { MaxPosition = 1, MaxDailyTurnover = 8 };
        PaperRun last = null!;
        for (int day = 0; day < Days; day++)
        {
            last = await world.Evening(day);
            Assert.Equal(PaperOutcome.Traded, last.Outcome);
        }

        SignalSeries[] signals =
        [
            .. world.Tickers.Select(t => new SignalSeries(
                t,
                world.Days,
                [.. Enumerable.Range(0, Days).Select(d => PaperOptions.DefaultTargets[world.Signals(d)[t]])]
            )),
        ];
        EquityCurve expected = Backtest.Run([.. world.Tickers.Select(world.Series)], signals, options);
        // Cents, whole millionths of shares and prices of four decimals are all that differs.
        Assert.InRange((double)last.Equity!.Value, expected.Equity[^1] - 3, expected.Equity[^1] + 3);
        Assert.InRange((double)last.Equity!.Value / expected.InitialCapital, 0.5, 2);
        Assert.Equal(Days, world.Workflow.Status().Days.Count + 10);
        Assert.True(world.Workflow.Reconcile(false, TestContext.Current.CancellationToken).Agrees);
    }

    [Fact]
    public async Task A_fill_is_the_next_open_with_slippage_and_commission_in_whole_cents()
    {
        using var world = new PaperWorld(2, tickers: 1);
        world.Change("T0", 0, b => b with { Open = 10, High = 10.5, Low = 9.5, Close = 10 });
        world.Change("T0", 1, b => b with { Open = 11, High = 12.5, Low = 10.5, Close = 12 });
        world.Settings("""{ "max_position": 0.5, "commission_bp": 10, "slippage_bp": 20, "initial_cash": 1000 }""");

        PaperRun first = await world.Evening(0, new Dictionary<string, string> { ["T0"] = "STRONG BUY" });
        PaperRun second = await world.Evening(1, new Dictionary<string, string> { ["T0"] = "STRONG BUY" });

        Assert.Equal((50m, PaperOrderState.Open), (first.Orders[0].Shares, first.Orders[0].State));
        PaperOrder fill = Assert.Single(second.Fills);
        Assert.Equal((50m, 11.022m), (fill.FilledShares, fill.FilledPrice));
        // 50 x 11.022 = 551.10; commission 0.1 % of it is 0.5511, so 0.55.
        Assert.Equal(1000m - 551.10m - 0.55m, second.Cash);
        Assert.Equal(448.35m + 600m, second.Equity);
    }

    [Fact]
    public async Task The_same_day_run_again_changes_nothing()
    {
        using var world = new PaperWorld(4);
        for (int day = 0; day < 4; day++)
            await world.Evening(day);
        PaperStatus before = world.Workflow.Status();

        PaperRun again = await world.Evening(3);
        PaperRun earlier = await world.Workflow.RunAsync(
            world.Days[1],
            world.Signals(1),
            TestContext.Current.CancellationToken
        );

        PaperStatus after = world.Workflow.Status();
        Assert.Equal(PaperOutcome.Traded, again.Outcome);
        Assert.Equal(PaperOutcome.Waiting, earlier.Outcome);
        Assert.Equal((before.Cash, before.Equity), (after.Cash, after.Equity));
        Assert.Equal(before.Positions, after.Positions);
        Assert.Equal(before.OpenOrders, after.OpenOrders);
    }

    [Fact]
    public async Task After_a_split_the_shares_are_scaled_and_the_account_is_worth_the_same()
    {
        using var world = new PaperWorld(12, tickers: 1);
        var buy = new Dictionary<string, string> { ["T0"] = "STRONG BUY" };
        for (int day = 0; day < 9; day++)
            await world.Evening(day, buy);
        PaperStatus before = world.Workflow.Status();

        world.Split("T0", 10, 4);
        world.ClockAfter(8);
        world.Deliver(9);
        PaperRun run = await world.Evening(9, buy);

        PaperStatus after = world.Workflow.Status();
        decimal closeBefore = (decimal)world.Series("T0").Close[8] * 4,
            closeNow = (decimal)world.Series("T0").Close[9] * 4;
        Assert.Equal(PaperOutcome.Traded, run.Outcome);
        Assert.Equal(before.Positions[0].Shares * 4, after.Positions[0].Shares - run.Fills.Sum(f => f.FilledShares), 6);
        Assert.InRange(
            run.Equity!.Value,
            before.Equity!.Value + (before.Positions[0].Shares * (closeNow - closeBefore)) - 5,
            before.Equity!.Value + (before.Positions[0].Shares * (closeNow - closeBefore)) + 5
        );
    }

    [Fact]
    public async Task A_single_corrected_bar_changes_the_valuation_and_not_the_shares()
    {
        using var world = new PaperWorld(8, tickers: 1);
        var buy = new Dictionary<string, string> { ["T0"] = "STRONG BUY" };
        for (int day = 0; day < 6; day++)
            await world.Evening(day, buy);
        decimal shares = world.Workflow.Status().Positions[0].Shares;

        world.Change("T0", 5, b => b with { Close = b.Close * 1.05, High = b.High * 1.06 });
        PaperRun run = await world.Evening(6, buy);

        Assert.Equal(shares, world.Workflow.Status().Positions[0].Shares - run.Fills.Sum(f => f.FilledShares));
    }

    [Fact]
    public async Task A_ticker_whose_bar_is_late_keeps_its_position_and_its_order_is_cancelled_by_the_next_plan()
    {
        using var world = new PaperWorld(4, tickers: 2);
        await world.Evening(0, new Dictionary<string, string> { ["T0"] = "STRONG BUY", ["T1"] = "STRONG BUY" });
        world.ClockAfter(1);
        world.Deliver(1, except: "T1");
        PaperRun run = await world.Workflow.RunAsync(
            world.Days[1],
            new Dictionary<string, string> { ["T0"] = "STRONG BUY" },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["T0"], run.Fills.Select(f => f.Ticker));
        Assert.Contains(run.Notes, n => n.Contains("T1: the open order", StringComparison.Ordinal));
        Assert.True(run.Reconciliation!.Agrees);
    }

    [Fact]
    public async Task Signals_whose_next_open_has_passed_are_not_traded()
    {
        using var world = new PaperWorld(4);
        await world.Evening(0);
        world.ClockAfter(2);
        world.Deliver(2);

        PaperRun late = await world.Workflow.RunAsync(
            world.Days[1],
            world.Signals(1),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(PaperOutcome.Late, late.Outcome);
        Assert.Empty(late.Orders);
        Assert.Equal(PaperOutcome.Traded, (await world.Evening(2)).Outcome);
    }

    [Fact]
    public async Task A_position_whose_bars_are_gone_stops_the_account_with_what_to_do()
    {
        using var world = new PaperWorld(4, tickers: 1);
        var buy = new Dictionary<string, string> { ["T0"] = "STRONG BUY" };
        await world.Evening(0, buy);
        await world.Evening(1, buy);
        File.Delete(world.Workspace.StorePath);

        var error = await Assert.ThrowsAsync<BrokerException>(() =>
            world.Workflow.RunAsync(world.Days[2], buy, TestContext.Current.CancellationToken)
        );

        Assert.Equal([new FetchTicker("T0")], error.Remedies);
    }
}
