using System.Text.Json.Nodes;
using Ploutos.PaperTrading.Alpaca;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading.Tests;

/// <summary>Alpaca's paper API as it is in good days and bad, against a server on loopback that
/// speaks it.</summary>
public sealed class AlpacaBrokerTests : IDisposable
{
    private static readonly Dictionary<string, string> Buy = new() { ["T0"] = "STRONG BUY" };
    private readonly FakeAlpaca _alpaca = new();
    private readonly PaperWorld _world = new(6, tickers: 1);

    public AlpacaBrokerTests() => _world.Settings("""{ "broker": "alpaca" }""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PaperWorkflow Workflow => new(_world.Workspace, _world.Time, _alpaca.Settings);

    [Theory]
    [InlineData("https://api.alpaca.markets")]
    [InlineData("http://paper-api.alpaca.markets")]
    [InlineData("https://paper-api.alpaca.markets.example.org")]
    [InlineData("https://paper-api.alpaca.markets:8443")]
    [InlineData("https://api.alpaca.markets@paper-api.alpaca.markets")]
    [InlineData("http://127.0.0.1:5000")]
    public void Every_address_but_the_paper_one_is_refused(string address)
    {
        var error = Assert.Throws<PloutosException>(() =>
            new AlpacaHttp(new("key", "secret") { Address = new(address) }, TimeProvider.System)
        );

        Assert.Contains("https://paper-api.alpaca.markets and nowhere else", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paper_address_is_the_default_and_keys_are_never_shown()
    {
        AlpacaSettings settings = AlpacaSettings.FromEnvironment(name => name + "-value");

        Assert.Equal(new Uri("https://paper-api.alpaca.markets"), AlpacaEndpoint.Require(settings.Address));
        Assert.DoesNotContain("-value", settings.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "APCA_API_KEY_ID",
            Assert
                .Throws<PloutosException>(() =>
                    new AlpacaHttp(AlpacaSettings.FromEnvironment(_ => null), TimeProvider.System)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_order_is_given_once_filled_overnight_and_booked_to_the_cent()
    {
        PaperRun first = await Evening(0);
        await Evening(0);
        JsonObject order = Assert.Single(_alpaca.Orders);
        _alpaca.Fill(_ => 41.2345m);
        PaperRun second = await Evening(1);

        Assert.Equal(
            ("market", "day", "buy", "ploutos-20240102-T0"),
            (
                (string)order["type"]!,
                (string)order["time_in_force"]!,
                (string)order["side"]!,
                (string)order["client_order_id"]!
            )
        );
        Assert.Equal(PaperOrderState.Open, first.Orders[0].State);
        Assert.Equal(first.Orders[0].Shares, Assert.Single(second.Fills).FilledShares);
        Assert.Equal(_alpaca.Cash, second.Cash);
        Assert.True(second.Reconciliation!.Agrees);
    }

    [Fact]
    public async Task An_order_that_timed_out_after_it_was_accepted_is_found_again_and_not_given_twice()
    {
        _alpaca.SwallowedAnswers = 1;

        PaperRun run = await Evening(0);

        Assert.Equal(PaperOrderState.Open, Assert.Single(run.Orders).State);
        Assert.Single(_alpaca.Orders);
        Assert.Single(_alpaca.Server.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task An_order_that_never_arrived_is_given_again()
    {
        int lost = 0;
        _alpaca.Fault = r => r.Method == "POST" && lost++ < 2 ? new(503, "busy") : null;

        PaperRun run = await Evening(0);

        Assert.Equal(PaperOrderState.Open, Assert.Single(run.Orders).State);
        Assert.Equal(3, _alpaca.Server.Requests.Count(r => r.Method == "POST"));
    }

    [Fact]
    public async Task Too_many_requests_are_repeated_as_late_as_is_asked_for()
    {
        int asked = 0;
        _alpaca.Fault = r => r.Path == "/v2/account" && asked++ == 0 ? new(429, "{}", RetryAfter: "0") : null;
        PaperRun run = await Evening(0);
        Assert.Equal(PaperOutcome.Traded, run.Outcome);

        _alpaca.Fault = r => r.Path == "/v2/account" ? new(429, "{}", RetryAfter: "3600") : null;
        var error = await Assert.ThrowsAsync<BrokerException>(() => Evening(1));
        Assert.Contains("fewer requests", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, """{"code": 40310000, "message": "insufficient buying power"}""", "insufficient buying power")]
    [InlineData(422, """{"message": "asset T0 is not tradable"}""", "asset T0 is not tradable")]
    public async Task A_refused_order_is_said_and_the_next_day_works(int status, string body, string reason)
    {
        _alpaca.Fault = r => r.Method == "POST" ? new(status, body) : null;
        PaperRun refused = await Evening(0);
        _alpaca.Fault = _ => null;
        PaperRun next = await Evening(1);

        Assert.Equal((PaperOrderState.Rejected, reason), (refused.Orders[0].State, refused.Orders[0].Reason));
        Assert.Contains("1 of them refused", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(PaperOrderState.Open, Assert.Single(next.Orders).State);
        Assert.True(next.Reconciliation!.Agrees);
    }

    [Fact]
    public async Task A_partial_fill_is_booked_and_the_rest_is_cancelled_and_planned_again()
    {
        PaperRun first = await Evening(0);
        _alpaca.Fill(_ => 40m, shares => Math.Floor(shares / 3));
        PaperRun second = await Evening(1);

        PaperOrder partial = Assert.Single(second.Fills);
        Assert.Equal(Math.Floor(first.Orders[0].Shares / 3), partial.FilledShares);
        Assert.Equal("canceled", (string)_alpaca.Orders.First()["status"]!);
        Assert.Equal(100_000m - (40m * partial.FilledShares), second.Cash);
        Assert.InRange(second.Orders[0].Shares, 1, first.Orders[0].Shares);
        _alpaca.Fill(_ => 40.5m);
        Assert.True((await Evening(2)).Reconciliation!.Agrees);
    }

    [Fact]
    public async Task An_expired_order_is_ended_and_cash_that_a_dividend_brought_is_explained()
    {
        await Evening(0);
        _alpaca.End("expired");
        _alpaca.Cash += 12.34m;
        _alpaca.Activities.Add(
            new JsonObject
            {
                ["id"] = "20240103::1",
                ["activity_type"] = "DIV",
                ["date"] = "2024-01-03",
                ["net_amount"] = "12.34",
                ["symbol"] = "T0",
            }
        );

        PaperRun second = await Evening(1);

        Assert.Equal(100_012.34m, second.Cash);
        Assert.True(second.Reconciliation!.Agrees);
        Assert.Equal(PaperOutcome.Traded, second.Outcome);
    }

    [Fact]
    public async Task A_position_that_somebody_else_took_stops_trading_until_it_is_accepted()
    {
        await Evening(0);
        _alpaca.Positions["GME"] = 5;
        _alpaca.Cash -= 100;

        PaperRun refused = await Evening(1);

        Assert.Equal(PaperOutcome.Refused, refused.Outcome);
        Assert.Equal(["cash", "GME"], refused.Reconciliation!.Differences.Select(d => d.What));
    }

    [Fact]
    public async Task A_blocked_account_and_an_open_market_get_no_orders()
    {
        _alpaca.Blocked = true;
        Assert.Contains("trading is blocked", (await Evening(0)).Detail, StringComparison.Ordinal);
        _alpaca.Blocked = false;
        _alpaca.IsOpen = true;
        Assert.Equal(PaperOutcome.Late, (await Evening(1)).Outcome);
        Assert.Empty(_alpaca.Orders);
    }

    [Fact]
    public async Task Wrong_keys_are_said_with_their_variables()
    {
        _alpaca.Fault = _ => new(401, """{"message": "unauthorized"}""");

        var error = await Assert.ThrowsAsync<BrokerException>(() => Evening(0));

        Assert.Contains("APCA_API_KEY_ID", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/account", "<html>hello</html>", "not JSON")]
    [InlineData(
        "/v2/account",
        """
            {
              "account_number": "PA1",
              "status": "ACTIVE",
              "cash": "lots",
              "account_blocked": false,
              "trading_blocked": false,
              "trade_suspended_by_user": false
            }
            """,
        "'cash'"
    )]
    [InlineData("/v2/positions", """[{"symbol": "T0", "qty": "1", "side": "sideways"}]""", "sideways")]
    [InlineData("/v2/positions", """{"symbol": "T0"}""", "is no list")]
    [InlineData("/v2/clock", """{"is_open": "perhaps"}""", "is_open")]
    [InlineData(
        "/v2/orders",
        """
            {"id": "1", "client_order_id": "another", "symbol": "T0", "qty": "1", "side": "buy", "status": "accepted"}
            """,
        "another order"
    )]
    [InlineData(
        "/v2/orders",
        """
            {
              "id": "1",
              "client_order_id": "ploutos-20240102-T0",
              "symbol": "T0",
              "qty": "1",
              "side": "sell",
              "status": "accepted"
            }
            """,
        "instead of"
    )]
    public async Task An_answer_that_makes_no_sense_changes_nothing(string path, string body, string expected)
    {
        _alpaca.Fault = r => r.Path == path ? new(200, body) : null;

        var error = await Assert.ThrowsAsync<BrokerException>(() => Evening(0));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        _alpaca.Fault = _ => null;
        Assert.Equal(PaperOutcome.Traded, (await Evening(0)).Outcome);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var other = new LocalServer(_ => new(200, "{}"));
        _alpaca.Fault = _ => new(302, "", Location: other.Address + "v2/account");

        await Assert.ThrowsAsync<BrokerException>(() => Evening(0));

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_process_that_ended_between_giving_an_order_and_noting_it_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        _alpaca.Fault = r =>
        {
            if (r.Method == "POST")
                stop.Cancel(); // the process ends here; the order has arrived
            return null;
        };
        _world.ClockAfter(0);
        _world.Deliver(0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Workflow.RunAsync(_world.Days[0], Buy, stop.Token)
        );
        _alpaca.Fault = _ => null;
        PaperRun again = await Evening(0);

        Assert.Equal(PaperOrderState.Open, Assert.Single(again.Orders).State);
        Assert.Single(_alpaca.Orders);
    }

    public void Dispose()
    {
        _alpaca.Dispose();
        _world.Dispose();
    }

    private async Task<PaperRun> Evening(int day)
    {
        _world.ClockAfter(day);
        _world.Deliver(day);
        return await Workflow.RunAsync(_world.Days[day], Buy, Cancellation);
    }
}
