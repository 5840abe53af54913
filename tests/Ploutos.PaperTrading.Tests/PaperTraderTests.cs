using Ploutos.PaperTrading.Alpaca;
using Ploutos.PaperTrading.Embedded;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Tests;

/// <summary>Limits, the kill switch, reconciliation, and a process that ends at any moment.</summary>
public sealed class PaperTraderTests
{
    private static readonly Dictionary<string, string> Buy = new() { ["T0"] = "STRONG BUY", ["T1"] = "STRONG BUY" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_trading_gives_no_order_survives_restarts_and_cancels_what_is_open()
    {
        using var world = new PaperWorld(4, tickers: 2);
        await world.Evening(0, Buy);

        PaperSwitch stopped = world.Workflow.Stop("holiday", Cancellation);
        PaperRun run = await world.Evening(1, Buy);

        Assert.Equal((true, "holiday", 2), (stopped.Stopped, stopped.Reason, stopped.Notes.Count));
        Assert.Equal(PaperOutcome.Stopped, run.Outcome);
        Assert.Contains("holiday", run.Detail, StringComparison.Ordinal);
        Assert.Empty(run.Orders);
        Assert.Equal(100_000m, run.Cash);
        Assert.True(world.Workflow.Status().Switch.Stopped);
        Assert.False(world.Workflow.Resume().Stopped);
        PaperRun resumed = await world.Evening(1, Buy);
        Assert.Equal((PaperOutcome.Traded, 2), (resumed.Outcome, resumed.Orders.Count));
    }

    [Fact]
    public async Task An_empty_stop_file_made_by_hand_stops_too()
    {
        using var world = new PaperWorld(2, tickers: 2);
        await File.WriteAllTextAsync(world.Workspace.PaperStop, "", Cancellation);

        PaperRun run = await world.Evening(0, Buy);

        Assert.Equal(PaperOutcome.Stopped, run.Outcome);
        Assert.Contains("made by hand", run.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_loses_more_than_allowed_sets_the_kill_switch()
    {
        using var world = new PaperWorld(4, tickers: 2);
        world.Settings("""{ "max_position": 0.5, "max_daily_loss": 0.05 }""");
        await world.Evening(0, Buy);
        await world.Evening(1, Buy);
        foreach (string ticker in world.Tickers)
            world.Change(ticker, 2, b => b with { Open = b.Open, Low = b.Close * 0.7, Close = b.Close * 0.8 });

        PaperRun run = await world.Evening(2, Buy);

        Assert.Equal(PaperOutcome.Stopped, run.Outcome);
        Assert.Contains("max_daily_loss", run.Detail, StringComparison.Ordinal);
        Assert.True(File.Exists(world.Workspace.PaperStop));
        world.Workflow.Resume();
        Assert.Equal(PaperOutcome.Traded, (await world.Evening(2, Buy)).Outcome);
    }

    [Fact]
    public async Task Nothing_is_ordered_while_book_and_broker_differ_until_the_difference_is_accepted()
    {
        using var world = new PaperWorld(5, tickers: 2);
        await world.Evening(0, Buy);
        await world.Evening(1, Buy);
        Tamper(world, "UPDATE account SET cash = cash - 1; UPDATE position SET shares = '7' WHERE ticker = 'T1';");

        PaperRun refused = await world.Evening(2, Buy);
        PaperReconciliation found = world.Workflow.Reconcile(false, Cancellation);

        Assert.Equal(PaperOutcome.Refused, refused.Outcome);
        Assert.Contains("T1 should be", refused.Detail, StringComparison.Ordinal);
        Assert.Equal([new AcceptAccount()], refused.Remedies);
        Assert.Equal(["cash", "T1"], found.Differences.Select(d => d.What));
        Assert.Equal(-0.01m, found.Differences[0].Broker - found.Differences[0].Expected);
        Assert.Equal(PaperOutcome.Refused, (await world.Evening(2, Buy)).Outcome);
        Assert.True(world.Workflow.Reconcile(true, Cancellation).Accepted);
        Assert.Equal(PaperOutcome.Traded, (await world.Evening(3, Buy)).Outcome);
    }

    [Fact]
    public async Task The_ledger_refuses_to_be_changed()
    {
        using var world = new PaperWorld(3, tickers: 2);
        await world.Evening(0, Buy);
        using SqliteFile book = SqliteFile.Open(world.Workspace.PaperBook, Book.Schema);

        Assert.Contains(
            "only appended to",
            Assert.Throws<StorageException>(() => book.Execute("UPDATE ledger SET cash = 0")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "only appended to",
            Assert.Throws<StorageException>(() => book.Execute("DELETE FROM ledger")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_second_process_on_the_same_account_is_refused()
    {
        using var world = new PaperWorld(2, tickers: 2);
        await world.Evening(0, Buy);
        using var first = new PaperSession(world.Workspace, world.Time);

        var error = await Assert.ThrowsAsync<PloutosException>(() =>
            world.Workflow.RunAsync(world.Days[0], Buy, Cancellation)
        );

        Assert.Contains(
            "Only one process may work on the paper account, and another does so now: process ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("embedded", world.Workflow.Status().Broker);
    }

    [Fact]
    public async Task Another_broker_than_the_books_own_is_refused()
    {
        using var world = new PaperWorld(2, tickers: 2);
        await world.Evening(0, Buy);
        world.Settings("""{ "broker": "alpaca" }""");
        var alpaca = new Ploutos.PaperTrading.Alpaca.AlpacaSettings("key", "secret");

        var error = await Assert.ThrowsAsync<PloutosException>(() =>
            new PaperWorkflow(world.Workspace, world.Time, alpaca).RunAsync(world.Days[0], Buy, Cancellation)
        );

        Assert.Contains("belongs to the embedded broker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_beyond_the_limits_are_cut_and_reductions_go_first()
    {
        var gate = new RiskGate(new() { MaxPosition = 0.1, MaxDailyTurnover = 0.15 }, equity: 10_000m);
        (Dictionary<string, decimal> orders, List<string> notes) = gate.Pass(
            new Dictionary<string, decimal>
            {
                ["A"] = 50,
                ["B"] = -20,
                ["C"] = 10,
                ["D"] = 5,
            },
            new Dictionary<string, decimal> { ["A"] = 80, ["B"] = 30 },
            new Dictionary<string, decimal>
            {
                ["A"] = 10,
                ["B"] = 50,
                ["C"] = 40,
            },
            fractions: false
        );

        // B takes its position down and goes first: 1,000 of 1,500 turnover. A may only grow to
        // 1,000 (20 shares, 200), C takes the rest: 300 of 400.
        Assert.Equal(-20, orders["B"]);
        Assert.Equal(20, orders["A"]);
        Assert.Equal(7, orders["C"]);
        Assert.False(orders.ContainsKey("D"));
        Assert.Equal(3, notes.Count);
    }

    [Theory]
    [InlineData("""{ "max_positon": 0.2 }""", "'max_positon' is not known here. Known are: broker")]
    [InlineData("""{ "max_position": "much" }""", "'max_position' must be a number from 0.0001 to 1, but is \"much\"")]
    [InlineData("""{ "broker": "live" }""", "'broker' must be one of embedded, alpaca, but is \"live\"")]
    [InlineData("""{ "targets": { "BUY": 2 } }""", "'targets.BUY' must be a number from -1 to 1, but is 2")]
    [InlineData("""{ "fractions": true, "fractions": false }""", "'fractions' may be given once")]
    [InlineData("{", "must be JSON")]
    public void A_wrong_setting_is_named_with_its_rule(string json, string expected)
    {
        using var world = new PaperWorld(1, tickers: 1);
        world.Settings(json);

        var error = Assert.Throws<StorageException>(() => PaperFile.Read(world.Workspace.PaperFile));

        Assert.Equal(StorageFault.Settings, error.Fault);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("paper.json", error.Message, StringComparison.Ordinal);
    }

    private static void Tamper(PaperWorld world, string sql)
    {
        using SqliteFile account = SqliteFile.Open(world.Workspace.PaperAccount, AccountStore.Schema);
        account.Execute(sql);
    }
}
