using System.Globalization;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Embedded;

/// <summary>A broker in the workspace. Orders are filled at the next open of their market's stored bars by
/// the backtest's simulator, a market's day at a time; each fill is then booked in decimals of the
/// account's currency. A market's day is one transaction and is never run twice, so that the process may
/// end at any moment.</summary>
/// <param name="books">Where the account is kept.</param>
/// <param name="options">Opening cash, costs and rates.</param>
/// <param name="bars">Bars of a ticker.</param>
/// <param name="money">The same in the account's currency.</param>
/// <param name="marketTickers">Tickers whose bars make a day a trading day, beside those that are held or
/// ordered.</param>
/// <param name="time">The clock.</param>
internal sealed class EmbeddedBroker(
    AccountStore books,
    PaperOptions options,
    PaperBars bars,
    PaperMoney money,
    Func<IEnumerable<string>> marketTickers,
    TimeProvider time
) : IBroker
{
    private const decimal Dust = 0.000001m;

    public string Name => "embedded";

    public bool TellsMeanPrices => false;

    public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation)
    {
        if (books.LastDayOf(market.Mic) is not { } last)
        {
            books.Transact(() =>
            {
                if (books.Account() is null)
                    books.SetAccount(day, options.InitialCash);
                books.SetLastDay(market.Mic, day);
            });
            return Task.CompletedTask;
        }

        foreach (DateOnly next in TradingDays(market, last, day))
        {
            cancellation.ThrowIfCancellationRequested();
            books.Transact(() => Step(market, next));
        }

        return Task.CompletedTask;
    }

    public Task<BrokerAccount> AccountAsync(CancellationToken cancellation) =>
        Task.FromResult(new BrokerAccount(AccountName(options.Currency), Required().Cash));

    public Task<BrokerClock> ClockAsync(CancellationToken cancellation) =>
        Task.FromResult(new BrokerClock(IsOpen: false));

    public Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<BrokerPosition>>([
            .. books.Positions().Select(p => new BrokerPosition(p.Key, p.Value)),
        ]);

    public Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation)
    {
        if (books.Find(ticket.ClientId) is null)
        {
            books.Transact(() =>
            {
                ExchangeCalendar market = bars.MarketOf(ticket.Ticker);
                OrderTicket given = ticket with
                {
                    Day = ExchangeClock.PassedOpen(market, ticket.Day, time.GetUtcNow()),
                };
                string? refusal = Refusal(given, ExchangeClock.NeverShuts(market, ticket.Day));
                books.Add(given, refusal is null ? OrderState.Open : OrderState.Rejected, refusal);
                if (refusal is null)
                    books.SetMarks(ticket.Ticker, PriceScale.Remember(bars.Of(ticket.Ticker)!, Required().LastDay));
            });
        }

        return Task.FromResult(books.Find(ticket.ClientId)!.Order);
    }

    public Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation) =>
        Task.FromResult(books.Find(clientId)?.Order);

    public Task CancelAsync(BrokerOrder order, CancellationToken cancellation)
    {
        books.Transact(() =>
        {
            if (books.Find(order.ClientId) is { Order: { IsFinal: false } open })
                books.Update(open with { State = OrderState.Ended, Reason = "cancelled" });
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<BrokerActivity>>(books.Activities(since));

    /// <summary>The account's name, which tells its currency: a dollar account's is that of the broker.</summary>
    private static string AccountName(string currency) => currency == "USD" ? "embedded" : $"embedded {currency}";

    private (DateOnly LastDay, decimal Cash) Required() =>
        books.Account()
        ?? throw new BrokerException("The embedded account is not open yet: it opens with its first day.")
        {
            Remedies = [new RunPaper()],
        };

    private string? Refusal(OrderTicket ticket, bool mayFollow)
    {
        if (ticket.Shares == 0)
            return "an order must be for some shares, but is for 0";
        if (money.Of(ticket.Ticker) is null)
            return money.WhyNot(ticket.Ticker);
        List<StoredOrder> open = books.OpenOrders().FindAll(o => o.Order.Ticker == ticket.Ticker);
        if (open.Exists(o => !mayFollow || o.Day >= ticket.Day))
            return $"an order for {ticket.Ticker} is open already";
        decimal after =
            books.Positions().GetValueOrDefault(ticket.Ticker) + open.Sum(o => o.Order.Shares) + ticket.Shares;
        return options.Trading.Direction == Direction.LongOnly && after < 0 && ticket.Shares < 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the account is long only, and the sale would leave {after} shares"
            )
            : null;
    }

    /// <summary>Days after one and up to another on which any ticker of a market has a bar. A day whose
    /// bars are all late is run when they come.</summary>
    private SortedSet<DateOnly> TradingDays(ExchangeCalendar market, DateOnly after, DateOnly upTo)
    {
        var days = new SortedSet<DateOnly>();
        foreach (BarSeries series in Universe().Where(s => bars.MarketOf(s.Ticker) == market))
            foreach (DateOnly day in series.UpTo(upTo).From(after.AddDays(1)).Dates)
                days.Add(day);
        // What ended is paid out on the market's next day, also where nothing else of it is traded.
        foreach (BarSeries series in Universe().Where(s => s.EndedOn is not null && bars.MarketOf(s.Ticker) == market))
            if (market.Next(series.EndedOn!.Value) is var next && next > after && next <= upTo)
                days.Add(next);
        return days;
    }

    /// <summary>Bars in the account's currency.</summary>
    private List<BarSeries> Universe()
    {
        string[] needed = [.. books.Positions().Keys.Concat(books.OpenOrders().Select(o => o.Order.Ticker)).Distinct()];
        IEnumerable<BarSeries> others = marketTickers().Except(needed).Select(money.Of).OfType<BarSeries>();
        return
        [
            .. others,
            .. needed.Select(ticker =>
                money.Of(ticker)
                ?? throw new BrokerException(
                    $"The account holds or ordered {ticker}, but {money.WhyNot(ticker)}. "
                        + "Bring it back before the account can go on."
                )
                {
                    Remedies = [money.RemedyOf(ticker)],
                }
            ),
        ];
    }

    private void Step(ExchangeCalendar market, DateOnly day)
    {
        List<BarSeries> universe = Universe();
        BarSeries[] own = [.. universe.Select(b => bars.Of(b.Ticker)!).Where(b => bars.MarketOf(b.Ticker) == market)];
        foreach (BarSeries series in own)
            Rescale(series, day);
        (DateOnly lastDay, decimal cash) = Required();
        Dictionary<string, decimal> positions = books.Positions();
        List<StoredOrder> orders =
        [
            .. books
                .OpenOrders()
                .Where(o => o.Day < day && bars.MarketOf(o.Order.Ticker) == market)
                .DistinctBy(o => o.Order.Ticker)
                .Select(o => Closing(o, positions)),
        ];
        DayOutcome outcome = SimulatedDay.Run(
            universe,
            day,
            new((double)cash, positions.ToDictionary(p => p.Key, p => (double)p.Value)),
            orders.ToDictionary(o => o.Order.Ticker, o => (double)o.Order.Shares),
            // A date's interest is booked once, by the first market of that date.
            day > lastDay
                ? options.Trading
                : options.Trading with
                {
                    CashRate = 0,
                    BorrowRate = 0,
                }
        );
        decimal interest = Money.Cents(outcome.Interest);
        if (interest != 0)
            books.Add(day, "interest", null, 0, interest, "interest on cash less fees for borrowed shares");
        cash += interest;
        foreach (IGrouping<string, Fill> fills in outcome.Fills.GroupBy(f => f.Ticker))
            cash += Book(
                day,
                fills.Key,
                [.. fills],
                orders.Find(o => o.Order.Ticker == fills.Key)?.Order,
                positions,
                outcome.Voided
            );
        foreach (StoredOrder order in orders.Where(o => outcome.Voided.Contains(o.Order.Ticker)))
            books.Update(
                order.Order with
                {
                    State = OrderState.Ended,
                    Reason = "the ticker is delisted: its bars have ended",
                }
            );
        books.SetAccount(day > lastDay ? day : lastDay, cash);
        books.SetLastDay(market.Mic, day);
        foreach (BarSeries series in own)
            books.SetMarks(series.Ticker, PriceScale.Remember(series, day));
    }

    /// <summary>Books what a ticker's fills came to, and returns the change of cash.</summary>
    private decimal Book(
        DateOnly day,
        string ticker,
        Fill[] fills,
        BrokerOrder? order,
        Dictionary<string, decimal> positions,
        IReadOnlyList<string> voided
    )
    {
        bool paidOut = order is null || voided.Contains(ticker);
        decimal held = positions.GetValueOrDefault(ticker);
        decimal shares = paidOut ? -held : order!.Shares,
            price = Money.Price(fills[0].Price);
        decimal cash = -Money.Cents(shares * price) - Money.Cents(fills.Sum(f => f.Commission));
        books.SetPosition(ticker, held + shares);
        if (paidOut)
            books.Add(day, "pay-out", ticker, shares, cash, $"{ticker} is delisted: its bars have ended");
        else
            books.Update(
                order! with
                {
                    State = OrderState.Filled,
                    FilledShares = shares,
                    FilledPrice = price,
                    Cash = cash,
                }
            );
        return cash;
    }

    /// <summary>An order that was to close a position closes it whole, also after rounding.</summary>
    private static StoredOrder Closing(StoredOrder order, Dictionary<string, decimal> positions)
    {
        decimal held = positions.GetValueOrDefault(order.Order.Ticker);
        return held != 0 && Math.Abs(held + order.Order.Shares) < Dust
            ? order with
            {
                Order = order.Order with { Shares = -held },
            }
            : order;
    }

    private void Rescale(BarSeries series, DateOnly day)
    {
        double scale = PriceScale.Of(books.Marks(series.Ticker), series.UpTo(day));
        if (scale == 1)
            return;
        decimal held = books.Positions().GetValueOrDefault(series.Ticker),
            now = Money.Shares((double)held * scale);
        if (held != 0)
        {
            books.SetPosition(series.Ticker, now);
            books.Add(
                day,
                "rescaled",
                series.Ticker,
                now - held,
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"earlier prices of {series.Ticker} were scaled by {1 / scale:0.######} (a split or a dividend):"
                        + $" {held} shares became {now}"
                )
            );
        }

        foreach (StoredOrder order in books.OpenOrders().Where(o => o.Order.Ticker == series.Ticker))
            books.Update(order.Order with { Shares = Money.Shares((double)order.Order.Shares * scale) });
    }
}
