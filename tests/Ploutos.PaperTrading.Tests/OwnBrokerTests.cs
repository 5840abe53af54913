using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading.Tests;

/// <summary>A broker in code trades as a built-in one does.</summary>
public sealed class OwnBrokerTests
{
    private static readonly Dictionary<string, string> Buy = new() { ["T0"] = "STRONG BUY", ["T1"] = "STRONG BUY" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_go_to_it_and_its_fills_come_into_the_book()
    {
        using var world = new PaperWorld(3, tickers: 2);
        world.Settings("""{ "broker": "notes" }""");
        var broker = new NotingBroker();

        PaperRun first = await Evening(world, 0, broker);
        Assert.Equal((PaperOutcome.Traded, 2), (first.Outcome, first.Orders.Count));
        Assert.Equal(["T0", "T1"], broker.Orders.Select(o => o.Ticker).Order());
        broker.FillAll(price: 50);
        PaperRun second = await Evening(world, 1, broker);

        Assert.Equal(2, second.Fills.Count);
        Assert.True(second.Reconciliation!.Agrees, string.Join("; ", second.Notes));
        PaperStatus status = Workflow(world, broker).Status();
        Assert.Equal(("notes", 2), (status.Broker, status.Positions.Count));
        Assert.True(broker.Opened > 1);
        Assert.Equal(broker.Opened, broker.Closed);
    }

    [Fact]
    public async Task What_it_throws_names_it_and_nothing_is_traded()
    {
        using var world = new PaperWorld(2, tickers: 2);
        world.Settings("""{ "broker": "notes" }""");
        var broker = new NotingBroker { Fault = "the line is dead" };

        var error = await Assert.ThrowsAsync<BrokerException>(() => Evening(world, 0, broker));

        Assert.Equal("The broker 'notes' failed: the line is dead.", error.Message);
        Assert.Empty(broker.Orders);
    }

    private static PaperWorkflow Workflow(PaperWorld world, NotingBroker broker) =>
        new(
            world.Workspace,
            world.Time,
            own: new Dictionary<string, Func<IBroker>> { ["notes"] = () => new Session(broker) }
        );

    private static Task<PaperRun> Evening(PaperWorld world, int day, NotingBroker broker)
    {
        world.ClockAfter(day);
        world.Deliver(day);
        return Workflow(world, broker).RunAsync(world.Days[day], Buy, Cancellation);
    }

    /// <summary>The account, which outlives its sessions.</summary>
    private sealed class NotingBroker
    {
        public decimal Cash { get; private set; } = 100_000;

        public string? Fault { get; init; }

        public int Opened { get; set; }

        public int Closed { get; set; }

        public List<BrokerOrder> Orders { get; } = [];

        public void FillAll(decimal price)
        {
            for (int i = 0; i < Orders.Count; i++)
            {
                Cash -= Orders[i].Shares * price;
                Orders[i] = Orders[i] with
                {
                    State = OrderState.Filled,
                    FilledShares = Orders[i].Shares,
                    FilledPrice = price,
                    Cash = -Orders[i].Shares * price,
                };
            }
        }
    }

    private sealed class Session : IBroker, IDisposable
    {
        private readonly NotingBroker _account;

        public Session(NotingBroker account)
        {
            _account = account;
            account.Opened++;
        }

        public string Name => "notes";

        public bool TellsMeanPrices => false;

        public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation) =>
            Task.CompletedTask;

        public Task<BrokerAccount> AccountAsync(CancellationToken cancellation) =>
            _account.Fault is { } fault
                ? throw new InvalidOperationException($"{fault}.")
                : Task.FromResult(new BrokerAccount("notes", _account.Cash));

        public Task<BrokerClock> ClockAsync(CancellationToken cancellation) =>
            Task.FromResult(new BrokerClock(IsOpen: false));

        public Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<BrokerPosition>>([
                .. _account
                    .Orders.Where(o => o.State == OrderState.Filled)
                    .GroupBy(o => o.Ticker)
                    .Select(g => new BrokerPosition(g.Key, g.Sum(o => o.Shares))),
            ]);

        public Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation)
        {
            var order = new BrokerOrder
            {
                ClientId = ticket.ClientId,
                Id = ticket.ClientId,
                Ticker = ticket.Ticker,
                Shares = ticket.Shares,
                State = OrderState.Open,
                FilledShares = 0,
                FilledPrice = 0,
                Cash = 0,
            };
            _account.Orders.Add(order);
            return Task.FromResult(order);
        }

        public Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation) =>
            Task.FromResult(_account.Orders.FirstOrDefault(o => o.ClientId == clientId));

        public Task CancelAsync(BrokerOrder order, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<BrokerActivity>>([]);

        public void Dispose() => _account.Closed++;
    }
}
