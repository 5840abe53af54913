using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>A broker of a program of one's own, opened when it is first asked. Whatever it throws
/// becomes a <see cref="BrokerException"/> that names it, as from the built-in ones.</summary>
/// <param name="name">Its name in <c>paper.json</c> and in the book.</param>
/// <param name="open">Opens it.</param>
internal sealed class OwnBroker(string name, Func<IBroker> open) : IBroker, IDisposable
{
    private readonly Lazy<IBroker> _broker = new(open);

    public string Name => name;

    public bool TellsMeanPrices => _broker.Value.TellsMeanPrices;

    public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation) =>
        AskAsync(
            async b =>
            {
                await b.PrepareAsync(market, day, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public Task<BrokerAccount> AccountAsync(CancellationToken cancellation) =>
        AskAsync(b => b.AccountAsync(cancellation), cancellation);

    public Task<BrokerClock> ClockAsync(CancellationToken cancellation) =>
        AskAsync(b => b.ClockAsync(cancellation), cancellation);

    public Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation) =>
        AskAsync(b => b.PositionsAsync(cancellation), cancellation);

    public Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation) =>
        AskAsync(b => b.SubmitAsync(ticket, cancellation), cancellation);

    public Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation) =>
        AskAsync(b => b.FindAsync(clientId, ticker, cancellation), cancellation);

    public Task CancelAsync(BrokerOrder order, CancellationToken cancellation) =>
        AskAsync(
            async b =>
            {
                await b.CancelAsync(order, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation) =>
        AskAsync(b => b.ActivitiesAsync(since, cancellation), cancellation);

    public void Dispose()
    {
        if (_broker.IsValueCreated)
            (_broker.Value as IDisposable)?.Dispose();
    }

    private async Task<T> AskAsync<T>(Func<IBroker, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask(_broker.Value).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is not BrokerException && !(e is OperationCanceledException && cancellation.IsCancellationRequested)
            )
        {
            throw new BrokerException($"The broker '{name}' failed: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
