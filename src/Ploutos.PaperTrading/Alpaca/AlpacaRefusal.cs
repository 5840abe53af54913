using System.Net;
using System.Text;
using System.Text.Json;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>What a refusal of Alpaca's means for the user.</summary>
internal static class AlpacaRefusal
{
    /// <summary>The error, with the way out.</summary>
    public static BrokerException Of(AlpacaReply reply, string what) =>
        new(
            reply.Status switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    $"Alpaca refuses the keys for {what} ({(int)reply.Status}: {Message(reply)}). Set APCA_API_KEY_ID"
                        + $" and "
                        + "APCA_API_SECRET_KEY to those of the paper account.",
                HttpStatusCode.TooManyRequests =>
                    $"Alpaca asks for fewer requests, and to wait longer than is waited for, at {what}. Run it again"
                        + $" later.",
                _ => $"Alpaca answered {what} with {(int)reply.Status}: {Message(reply)}. Run it again later; nothing"
                    + $" was taken over.",
            }
        );

    /// <summary>Alpaca's own words; the status where there are none.</summary>
    public static string Message(AlpacaReply reply)
    {
        try
        {
            using JsonDocument document = StrictJson.Parse(Encoding.UTF8.GetBytes(reply.Body));
            if (
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out JsonElement message)
                && message.ValueKind == JsonValueKind.String
            )
                return message.GetString()!;
        }
        catch (JsonException)
        {
            // Then the status says more than the text.
        }

        return reply.Status.ToString();
    }
}
