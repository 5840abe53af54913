using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit.Security;
using MimeKit;
using Ploutos.Alerts.Channels;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;

namespace Ploutos.Attacks.Entrances;

/// <summary>What a mail server answers, on loopback: one of its replies is spoilt.</summary>
internal sealed class MailEntrance : IEntrance
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);

    // One of each kind of command, in the order of a mail.
    private static readonly string[] Replies =
    [
        "220 test ESMTP\r\n",
        "250-test\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n",
        "235 welcome\r\n",
        "250 2.1.0 ok\r\n",
        "250 2.1.5 ok\r\n",
        "354 go on\r\n",
        "250 taken\r\n",
        "221 bye\r\n",
    ];

    private static readonly string[] Codes =
    [
        "421",
        "450",
        "500",
        "530",
        "535",
        "552",
        "334",
        "999",
        "000",
        "25",
        "-1",
    ];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailEntrance() => _listener.Start();

    public string Name => "mail";

    public void Attack(Dice dice)
    {
        int spoilt = dice.Below(Replies.Length);
        byte[] valid = Encoding.ASCII.GetBytes(Replies[spoilt]);
        dice.Bytes = dice.OnceIn(2)
            ? Encoding.ASCII.GetBytes($"{dice.Pick(Codes)} {dice.Pick(Scraps.Text)}\r\n")
            : ByteMutation.Spoil(valid, dice);
        bool withUser = dice.OnceIn(2);
        dice.Story = $"reply {spoilt} spoilt{(withUser ? ", with a user" : "")}";
        Task served = ServeAsync(spoilt, dice.Bytes, ends: dice.OnceIn(3));
        try
        {
            new SmtpChannel(
                "127.0.0.1",
                ((IPEndPoint)_listener.LocalEndpoint).Port,
                SecureSocketOptions.None,
                withUser ? "me" : null,
                withUser ? "right" : null,
                new("", "a@example.org"),
                [new MailboxAddress("", "b@example.org")],
                s_patience
            )
                .SendAsync(WebhookEntrance.Alert, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
        }
        catch (AlertException)
        {
            // It was refused as it is documented.
        }
        finally
        {
            served.Wait();
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>One conversation; it ends with the client, or after the spoilt reply.</summary>
    private async Task ServeAsync(int spoilt, byte[] reply, bool ends)
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            for (int next = 0; ;)
            {
                await stream.WriteAsync(next == spoilt ? reply : Encoding.ASCII.GetBytes(Replies[next]));
                if (ends && next == spoilt)
                    return;
                if (await Read(reader, next) is not { } command)
                    return;
                next = Next(command);
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The client has gone.
        }
    }

    private static async Task<string?> Read(StreamReader reader, int after)
    {
        string? line = await reader.ReadLineAsync();
        while (after == 5 && line is not (null or "."))
            line = await reader.ReadLineAsync();
        return line;
    }

    private static int Next(string command) =>
        command.Split(' ')[0].ToUpperInvariant() switch
        {
            "EHLO" or "HELO" => 1,
            "AUTH" => 2,
            "MAIL" => 3,
            "RCPT" => 4,
            "DATA" => 5,
            "QUIT" => 7,
            _ => 6,
        };
}
