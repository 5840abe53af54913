using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading.Tests;

/// <summary>Days that break off anywhere between two steps, before or after the broker has done
/// what it was asked.</summary>
public sealed class BrokenOffDayTests
{
    private const int Days = 16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_day_broken_off_anywhere_and_run_again_ends_where_an_undisturbed_one_does(int seed)
    {
        using var calm = new PaperWorld(Days);
        using var rough = new PaperWorld(Days);
        var random = new Random(seed);
        int broken = 0;
        for (int day = 0; day < Days; day++)
        {
            PaperRun expected = await calm.Evening(day);
            PaperRun? run = null;
            while (run is null)
            {
                try
                {
                    run = await Evening(rough, day, random);
                }
                catch (Broken)
                {
                    broken++;
                }
            }

            Assert.Equal((expected.Outcome, expected.Cash, expected.Equity), (run.Outcome, run.Cash, run.Equity));
            Assert.Equal(
                expected.Orders.Select(o => (o.ClientId, o.Shares, o.State)),
                run.Orders.Select(o => (o.ClientId, o.Shares, o.State))
            );
            Assert.True(run.Reconciliation!.Agrees);
        }

        Assert.True(broken > Days / 2, $"only {broken} days were broken off");
        Assert.Equal(calm.Workflow.Status().Positions, rough.Workflow.Status().Positions);
    }

    private static async Task<PaperRun> Evening(PaperWorld world, int day, Random random)
    {
        world.ClockAfter(day);
        world.Deliver(day);
        using var session = new PaperSession(world.Workspace, world.Time);
        var broker = new BreakingBroker(session.Broker, random);
        return await new PaperTrader(
            session.Book,
            broker,
            session.Plan,
            session.Options,
            session.Switch,
            world.Time
        ).RunAsync(
            ExchangeCalendars.NewYork,
            world.Days[day],
            world.Signals(day),
            TestContext.Current.CancellationToken
        );
    }

    private sealed class Broken : Exception;

    /// <summary>Passes on what it is asked, and one time in twelve ends the process before or
    /// after.</summary>
    private sealed class BreakingBroker(IBroker inner, Random random) : IBroker
    {
        public string Name => inner.Name;

        public bool TellsMeanPrices => inner.TellsMeanPrices;

        public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation) =>
            Guard(async () =>
            {
                await inner.PrepareAsync(market, day, cancellation);
                return true;
            });

        public Task<BrokerAccount> AccountAsync(CancellationToken cancellation) =>
            Guard(() => inner.AccountAsync(cancellation));

        public Task<BrokerClock> ClockAsync(CancellationToken cancellation) =>
            Guard(() => inner.ClockAsync(cancellation));

        public Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation) =>
            Guard(() => inner.PositionsAsync(cancellation));

        public Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation) =>
            Guard(() => inner.SubmitAsync(ticket, cancellation));

        public Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation) =>
            Guard(() => inner.FindAsync(clientId, ticker, cancellation));

        public Task CancelAsync(BrokerOrder order, CancellationToken cancellation) =>
            Guard(async () =>
            {
                await inner.CancelAsync(order, cancellation);
                return true;
            });

        public Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation) =>
            Guard(() => inner.ActivitiesAsync(since, cancellation));

        private async Task<T> Guard<T>(Func<Task<T>> work)
        {
            int fate = random.Next(24);
            if (fate == 0)
                throw new Broken();
            T result = await work();
            return fate == 1 ? throw new Broken() : result;
        }
    }
}
