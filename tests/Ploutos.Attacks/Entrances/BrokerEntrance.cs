using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.PaperTrading.Alpaca;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.Attacks.Entrances;

/// <summary>A broker's answers: body, status, kind of content, the wait that it asks for.</summary>
internal sealed class BrokerEntrance : IEntrance
{
    private const string Id = "ploutos-20261120-NVDA";

    private static readonly OrderTicket Ticket = new(Id, "NVDA", 10, new(2026, 11, 20));

    private static readonly BrokerOrder Given = new()
    {
        ClientId = Id,
        Id = "order-1",
        Ticker = "NVDA",
        Shares = 10,
        State = OrderState.Open,
        FilledShares = 0,
        FilledPrice = 0,
        Cash = 0,
        Reason = null,
    };

    private static readonly string?[] Kinds = ["application/json; charset=x", "text/html; charset=utf-16", null];

    private readonly StubHandler _stub = new();
    private readonly AlpacaBroker _broker;

    public BrokerEntrance()
    {
        AlpacaSettings settings = new("key", "secret")
        {
            Attempts = 2,
            RetryDelay = TimeSpan.FromTicks(1),
            LongestRetryAfter = TimeSpan.Zero,
        };
        _broker = new(
            new AlpacaHttp(settings, TimeProvider.System, _stub),
            settings,
            () => ["NVDA"],
            TimeProvider.System
        );
    }

    public string Name => "broker";

    public void Attack(Dice dice)
    {
        _stub.Answer = request => Spoil(Valid(request), dice);
        try
        {
            Ask(dice.Below(7)).GetAwaiter().GetResult();
        }
        catch (BrokerException)
        {
            return;
        }
    }

    public void Dispose()
    {
        _broker.Dispose();
        _stub.Dispose();
    }

    private Task Ask(int what) =>
        what switch
        {
            0 => _broker.AccountAsync(CancellationToken.None),
            1 => _broker.ClockAsync(CancellationToken.None),
            2 => _broker.PositionsAsync(CancellationToken.None),
            3 => _broker.SubmitAsync(Ticket, CancellationToken.None),
            4 => _broker.FindAsync(Id, "NVDA", CancellationToken.None),
            5 => _broker.CancelAsync(Given, CancellationToken.None),
            _ => _broker.ActivitiesAsync(new(2026, 11, 1), CancellationToken.None),
        };

    private static string Valid(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath switch
        {
            "/v2/account" => """
                {"account_number":"PA1","status":"ACTIVE","cash":"100000.25","account_blocked":false,
                 "trading_blocked":false,"trade_suspended_by_user":false}
                """,
            "/v2/clock" => """{"is_open":false,"next_open":"2026-11-23T09:30:00-05:00"}""",
            "/v2/positions" => """
                [{"symbol":"NVDA","qty":"10","side":"long"},{"symbol":"BRK.B","qty":"-2.5","side":"short"}]
                """,
            "/v2/account/activities" => """
                [{"id":"a1","activity_type":"DIV","date":"2026-11-20","symbol":"NVDA","net_amount":"1.25"},
                 {"id":"a2","activity_type":"FILL"},
                 {"id":"a3","activity_type":"INT","date":"2026-11-20T00:00:00Z","net_amount":-0.5,"description":"x"}]
                """,
            _ => $$"""
                {"id":"order-1","client_order_id":"{{Id}}","symbol":"NVDA","qty":"10","side":"buy",
                 "status":"partially_filled","filled_qty":"4","filled_avg_price":"101.123456"}
                """,
        };

    private static HttpResponseMessage Spoil(string valid, Dice dice)
    {
        byte[] body = Encoding.UTF8.GetBytes(valid);
        dice.Bytes = dice.OnceIn(3) ? ByteMutation.Spoil(body, dice) : JsonMutation.Spoil(body, dice);
        HttpResponseMessage answer = new((HttpStatusCode)(dice.OnceIn(6) ? 200 + dice.Below(400) : 200))
        {
            Content = new ByteArrayContent(dice.Bytes),
        };
        if (dice.OnceIn(6) && dice.Pick(Kinds) is { } kind)
            answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind);
        if (dice.OnceIn(12))
            answer.Headers.TryAddWithoutValidation("Retry-After", dice.Pick(Scraps.Json));
        dice.Story = $"status {(int)answer.StatusCode}, {answer.Content.Headers.ContentType}";
        return answer;
    }
}
