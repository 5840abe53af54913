using System.Globalization;
using System.Net;
using System.Text.Json;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>Alpaca's paper trading API v2: market orders for the day, given after the close and
/// filled at the next open. An order carries our id, so that one that timed out after it had been
/// accepted is found again and not given twice. Source: Alpaca's Trading API reference,
/// https://docs.alpaca.markets/reference/.</summary>
/// <param name="http">The requests.</param>
/// <param name="settings">How patient to be.</param>
/// <param name="tickers">Our names, by which Alpaca's symbols are known again.</param>
/// <param name="time">The clock.</param>
internal sealed class AlpacaBroker(
    AlpacaHttp http,
    AlpacaSettings settings,
    Func<IEnumerable<string>> tickers,
    TimeProvider time
) : IBroker, IDisposable
{
    private const int PageSize = 100,
        MostPages = 100;
    private const string Orders = "/v2/orders";

    public string Name => "alpaca";

    public bool TellsMeanPrices => true;

    public Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation) =>
        Task.CompletedTask;

    public async Task<BrokerAccount> AccountAsync(CancellationToken cancellation)
    {
        AlpacaJson account = await AskAsync("/v2/account", cancellation).ConfigureAwait(false);
        string status = account.Text("status");
        string? blocked =
            status != "ACTIVE" ? $"the account's status is {status}"
            : account.Flag("account_blocked") ? "the account is blocked"
            : account.Flag("trading_blocked") ? "trading is blocked"
            : account.Flag("trade_suspended_by_user") ? "trading is suspended by its user"
            : null;
        return new(account.Text("account_number"), Money.Cents(account.Number("cash")), blocked);
    }

    public async Task<BrokerClock> ClockAsync(CancellationToken cancellation)
    {
        AlpacaJson clock = await AskAsync("/v2/clock", cancellation).ConfigureAwait(false);
        return new(
            clock.Flag("is_open"),
            DateTimeOffset.TryParse(
                clock.OptionalText("next_open"),
                CultureInfo.InvariantCulture,
                out DateTimeOffset next
            )
                ? next
                : null
        );
    }

    public async Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation)
    {
        AlpacaJson answer = await AskAsync("/v2/positions", cancellation).ConfigureAwait(false);
        var positions = new List<BrokerPosition>();
        foreach (AlpacaJson p in answer.Items())
        {
            string side = p.Text("side");
            decimal shares = Math.Abs(p.Number("qty"));
            if (side is not ("long" or "short"))
                throw p.Nonsense($"has the side '{side}'");
            string symbol = p.Text("symbol"),
                ticker = tickers().FirstOrDefault(t => AlpacaOrder.Symbol(t) == symbol) ?? symbol;
            if (positions.Exists(other => other.Ticker == ticker))
                throw p.Nonsense($"names {ticker} twice");
            positions.Add(new(ticker, side == "long" ? shares : -shares));
        }

        return positions;
    }

    public async Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation)
    {
        string json = JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["symbol"] = AlpacaOrder.Symbol(ticket.Ticker),
                ["qty"] = Money.Text(Math.Abs(ticket.Shares)),
                ["side"] = ticket.Shares > 0 ? "buy" : "sell",
                ["type"] = "market",
                ["time_in_force"] = "day",
                ["client_order_id"] = ticket.ClientId,
            },
            AlpacaRequestJson.Default.DictionaryStringString
        );
        for (int attempt = 1; ; attempt++)
        {
            (AlpacaReply? reply, BrokerException? lost) = await TryPostAsync(json, cancellation).ConfigureAwait(false);
            if (reply is { IsSuccess: true })
                return AlpacaOrder.Read(AlpacaJson.Parse(reply, "the order"), ticket);
            bool unknown = reply is null || (reply.IsTransient && reply.Status != HttpStatusCode.TooManyRequests);
            // A conflict of ids means that an earlier attempt has arrived after all.
            if (
                (unknown || reply!.Status == HttpStatusCode.UnprocessableEntity)
                && await FindAsync(ticket.ClientId, ticket.Ticker, cancellation).ConfigureAwait(false) is { } arrived
            )
                return arrived;
            if (reply is { Status: HttpStatusCode.UnprocessableEntity or HttpStatusCode.Forbidden })
                return new()
                {
                    ClientId = ticket.ClientId,
                    Id = "",
                    Ticker = ticket.Ticker,
                    Shares = ticket.Shares,
                    State = OrderState.Rejected,
                    FilledShares = 0,
                    FilledPrice = 0,
                    Cash = 0,
                    Reason = AlpacaRefusal.Message(reply),
                };
            if (reply is { IsTransient: false })
                throw AlpacaRefusal.Of(reply, "an order");
            if (attempt == settings.Attempts || reply?.RetryAfter > settings.LongestRetryAfter)
                throw lost ?? AlpacaRefusal.Of(reply!, "an order");
            await Task.Delay(reply?.RetryAfter ?? settings.RetryDelay * Math.Pow(2, attempt - 1), time, cancellation)
                .ConfigureAwait(false);
        }
    }

    public async Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation)
    {
        AlpacaReply reply = await http.RepeatAsync(
                HttpMethod.Get,
                $"{Orders}:by_client_order_id?client_order_id={Uri.EscapeDataString(clientId)}",
                cancellation
            )
            .ConfigureAwait(false);
        if (reply.Status == HttpStatusCode.NotFound)
            return null;
        if (!reply.IsSuccess)
            throw AlpacaRefusal.Of(reply, $"the order {clientId}");
        return AlpacaOrder.Read(AlpacaJson.Parse(reply, $"the order {clientId}"), new(clientId, ticker, 0, default));
    }

    public async Task CancelAsync(BrokerOrder order, CancellationToken cancellation)
    {
        AlpacaReply reply = await http.RepeatAsync(
                HttpMethod.Delete,
                $"{Orders}/{Uri.EscapeDataString(order.Id)}",
                cancellation
            )
            .ConfigureAwait(false);
        // 404 and 422: it is gone or can't be cancelled any more; the state that is asked for next
        // tells which.
        if (!reply.IsSuccess && reply.Status is not (HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity))
            throw AlpacaRefusal.Of(reply, $"the cancelling of {order.ClientId}");
    }

    public async Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation)
    {
        var activities = new List<BrokerActivity>();
        string? page = null;
        for (int n = 0; n < MostPages; n++)
        {
            AlpacaJson[] items =
            [
                .. (
                    await AskAsync(
                            $"/v2/account/activities?after={since.AddDays(-1):yyyy-MM-dd}T23:59:59Z"
                                + $"&direction=asc&page_size={PageSize}"
                                + (page is null ? "" : $"&page_token={Uri.EscapeDataString(page)}"),
                            cancellation
                        )
                        .ConfigureAwait(false)
                ).Items(),
            ];
            foreach (AlpacaJson a in items)
            {
                string kind = a.Text("activity_type");
                if (kind != "FILL") // orders tell of those
                    activities.Add(
                        new()
                        {
                            Id = a.Text("id"),
                            Day = a.Day("date"),
                            Kind = Kind(kind),
                            Ticker = a.OptionalText("symbol"),
                            Shares = 0,
                            Cash = Money.Cents(a.OptionalNumber("net_amount") ?? 0),
                            Detail = a.OptionalText("description") ?? kind,
                        }
                    );
            }

            if (items.Length < PageSize)
                return activities;
            page = items[^1].Text("id");
        }

        throw new BrokerException(
            $"Alpaca lists more than {MostPages * PageSize} activities since {since:yyyy-MM-dd}. Begin a new book:"
                + $" move data/paper.db away."
        );
    }

    public void Dispose() => http.Dispose();

    private async Task<(AlpacaReply? Reply, BrokerException? Lost)> TryPostAsync(
        string json,
        CancellationToken cancellation
    )
    {
        try
        {
            return (await http.PostOnceAsync(Orders, json, cancellation).ConfigureAwait(false), null);
        }
        catch (BrokerException e)
        {
            return (null, e); // it may have arrived
        }
    }

    private async Task<AlpacaJson> AskAsync(string path, CancellationToken cancellation)
    {
        AlpacaReply reply = await http.RepeatAsync(HttpMethod.Get, path, cancellation).ConfigureAwait(false);
        return reply.IsSuccess ? AlpacaJson.Parse(reply, path) : throw AlpacaRefusal.Of(reply, path);
    }

    private static string Kind(string type) =>
        type switch
        {
            "INT" => "interest",
            "CSD" or "CSW" or "TRANS" or "JNLC" or "ACATC" => "deposit",
            "FEE" or "CFEE" => "fee",
            _ when type.StartsWith("DIV", StringComparison.Ordinal) => "dividend",
            _ => type.ToLowerInvariant(),
        };
}

/// <summary>JSON of an order to give.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AlpacaRequestJson : System.Text.Json.Serialization.JsonSerializerContext;
