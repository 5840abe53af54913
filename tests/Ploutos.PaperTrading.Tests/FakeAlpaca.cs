using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ploutos.PaperTrading.Alpaca;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading.Tests;

/// <summary>A server that speaks Alpaca's paper API on loopback: an account, orders that are filled
/// when the test says so, and faults.</summary>
internal sealed class FakeAlpaca : IDisposable
{
    private readonly Dictionary<string, JsonObject> _orders = [];
    private readonly Lock _turn = new();
    private int _number;

    public FakeAlpaca() => Server = new(Reply);

    public LocalServer Server { get; }

    public decimal Cash { get; set; } = 100_000;

    public bool IsOpen { get; set; }

    public bool Blocked { get; set; }

    public Dictionary<string, decimal> Positions { get; } = [];

    public JsonArray Activities { get; } = [];

    /// <summary>Called with each request before it is answered; an answer of its own replaces the
    /// usual one.</summary>
    public Func<Received, Answer?> Fault { get; set; } = static _ => null;

    /// <summary>Take a new order, and only then never answer.</summary>
    public int SwallowedAnswers { get; set; }

    public AlpacaSettings Settings =>
        new("the-key", "the-secret")
        {
            Address = Server.Address,
            AllowLoopback = true,
            AttemptTimeout = TimeSpan.FromMilliseconds(400),
            RetryDelay = TimeSpan.FromMilliseconds(20),
        };

    public IReadOnlyCollection<JsonObject> Orders => _orders.Values;

    /// <summary>Fills open orders, each at a price, all or some of their shares.</summary>
    public void Fill(Func<string, decimal> price, Func<decimal, decimal>? part = null)
    {
        foreach (
            JsonObject order in _orders.Values.Where(o => (string)o["status"]! is "accepted" or "partially_filled")
        )
        {
            decimal shares = Number(order["qty"]),
                before = Number(order["filled_qty"]),
                now = part?.Invoke(shares) ?? shares;
            string ticker = (string)order["symbol"]!;
            decimal sign = (string)order["side"]! == "buy" ? 1 : -1,
                paid = price(ticker);
            decimal mean = ((before * Number(order["filled_avg_price"])) + ((now - before) * paid)) / now;
            Cash -= Math.Round(sign * (now - before) * paid, 2, MidpointRounding.AwayFromZero);
            Positions[ticker] = Positions.GetValueOrDefault(ticker) + (sign * (now - before));
            (order["filled_qty"], order["filled_avg_price"]) = (Text(now), Text(Math.Round(mean, 6)));
            order["status"] = now == shares ? "filled" : "partially_filled";
        }
    }

    public void End(string status, string? reason = null)
    {
        foreach (
            JsonObject order in _orders.Values.Where(o => (string)o["status"]! is "accepted" or "partially_filled")
        )
            (order["status"], order["reject_reason"]) = (status, reason);
    }

    public void Dispose() => Server.Dispose();

    private Answer Reply(Received request)
    {
        lock (_turn)
        {
            if (Fault(request) is { } fault)
                return fault;
            if (request.Header("APCA-API-KEY-ID") != "the-key" || request.Header("APCA-API-SECRET-KEY") != "the-secret")
                return new(401, """{"message": "unauthorized"}""");
            return (request.Method, request.Path) switch
            {
                ("GET", "/v2/account") => Json(
                    new JsonObject
                    {
                        ["account_number"] = "PA1",
                        ["status"] = "ACTIVE",
                        ["cash"] = Text(Cash),
                        ["account_blocked"] = false,
                        ["trading_blocked"] = Blocked,
                        ["trade_suspended_by_user"] = false,
                    }
                ),
                ("GET", "/v2/clock") => Json(
                    new JsonObject { ["is_open"] = IsOpen, ["next_open"] = "2024-01-03T09:30:00-05:00" }
                ),
                ("GET", "/v2/positions") => Json(
                    new JsonArray([
                        .. Positions
                            .Where(p => p.Value != 0)
                            .Select(p =>
                                (JsonNode)
                                    new JsonObject
                                    {
                                        ["symbol"] = p.Key,
                                        ["qty"] = Text(p.Value),
                                        ["side"] = p.Value > 0 ? "long" : "short",
                                    }
                            ),
                    ])
                ),
                ("GET", "/v2/account/activities") => Json(Activities),
                ("GET", "/v2/orders:by_client_order_id") => _orders.TryGetValue(
                    Uri.UnescapeDataString(request.Query.Split('=')[1]),
                    out JsonObject? found
                )
                    ? Json(found)
                    : new(404, """{"message": "order not found"}"""),
                ("POST", "/v2/orders") => Take(JsonNode.Parse(request.Body)!.AsObject()),
                ("DELETE", _) => Cancel(request.Path.Split('/')[^1]),
                _ => new(404, """{"message": "no such path"}"""),
            };
        }
    }

    private Answer Take(JsonObject wish)
    {
        string id = (string)wish["client_order_id"]!;
        if (_orders.ContainsKey(id))
            return new(422, """{"code": 40010001, "message": "client_order_id must be unique"}""");
        wish["id"] = $"order-{++_number}";
        (wish["status"], wish["filled_qty"], wish["filled_avg_price"]) = ("accepted", "0", null);
        _orders.Add(id, wish);
        return SwallowedAnswers-- > 0 ? new(200, "", TimeSpan.FromSeconds(30)) : Json(wish);
    }

    private Answer Cancel(string id)
    {
        JsonObject? order = _orders.Values.FirstOrDefault(o => (string)o["id"]! == id);
        if (order is null || (string)order["status"]! == "filled")
            return new(422, """{"message": "order is not cancelable"}""");
        order["status"] = "canceled";
        return new(204);
    }

    private static Answer Json(JsonNode node) => new(200, node.ToJsonString(new JsonSerializerOptions()));

    private static decimal Number(JsonNode? node) =>
        node is null ? 0 : decimal.Parse((string)node!, CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
