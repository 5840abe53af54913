using System.Net;
using Ploutos.Alerts.Channels;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;

namespace Ploutos.Attacks.Entrances;

/// <summary>What a webhook's receiver answers: status, reason, headers, body.</summary>
internal sealed class WebhookEntrance : IEntrance
{
    /// <summary>An alert to send.</summary>
    internal static readonly Alert Alert = new(
        AlertRule.Strong,
        "NVDA",
        new(2026, 11, 20),
        "NVDA: STRONG BUY",
        "Score 0.3",
        new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero)
    );

    private static readonly string[] Headers = ["Retry-After", "Location", "Content-Encoding", "Date", "Set-Cookie"];

    private static readonly string[] Forms = ["json", "slack", "discord"];

    private readonly StubHandler _stub = new();
    private readonly HttpClient _client;

    public WebhookEntrance() => _client = new(_stub);

    public string Name => "webhook";

    public void Attack(Dice dice)
    {
        string form = dice.Pick(Forms);
        _stub.Answer = _ => Spoil(dice);
        try
        {
            new WebhookChannel(
                new("http://127.0.0.1:9/x"),
                form,
                dice.OnceIn(2) ? "secret" : null,
                TimeSpan.FromSeconds(5),
                TimeProvider.System,
                _client
            )
                .SendAsync(Alert, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
        }
        catch (AlertException)
        {
            return;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _stub.Dispose();
    }

    private static HttpResponseMessage Spoil(Dice dice)
    {
        dice.Bytes = ByteMutation.Spoil("ok"u8.ToArray(), dice);
        HttpResponseMessage answer = new((HttpStatusCode)(100 + dice.Below(900)))
        {
            Content = new ByteArrayContent(dice.Bytes),
        };
        if (dice.OnceIn(4))
            answer.ReasonPhrase = new string([.. dice.Pick(Scraps.Text).Where(c => c is not ('\r' or '\n' or '\0'))]);
        string header = dice.Pick(Headers),
            value = dice.OnceIn(2) ? dice.Pick(Scraps.Text) : dice.Pick(Scraps.Json);
        answer.Headers.TryAddWithoutValidation(header, value);
        answer.Content.Headers.TryAddWithoutValidation(header, value);
        dice.Story = $"status {(int)answer.StatusCode}, {header}: {value}";
        return answer;
    }
}
