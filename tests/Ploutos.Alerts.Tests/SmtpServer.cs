using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ploutos.Alerts.Tests;

/// <summary>A small real SMTP server on loopback: takes mails, or refuses them with what a test
/// says.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public SmtpServer()
    {
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Mails { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>The answer to RCPT; null takes it.</summary>
    public string? Refusal { get; set; }

    /// <summary>Greets nobody, so that a client waits.</summary>
    public bool IsSilent { get; set; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false))
                {
                    NewLine = "\r\n",
                    AutoFlush = true,
                };
                if (IsSilent)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                await writer.WriteLineAsync("220 test ESMTP");
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    Commands.Enqueue(line);
                    if (line == "DATA")
                    {
                        await writer.WriteLineAsync("354 go on");
                        var mail = new StringBuilder();
                        while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                            mail.AppendLine(text);
                        Mails.Enqueue(mail.ToString());
                    }

                    await writer.WriteLineAsync(
                        line.Split(' ')[0].ToUpperInvariant() switch
                        {
                            "EHLO" => "250-test\r\n250 AUTH PLAIN",
                            "AUTH" => line.EndsWith(
                                Convert.ToBase64String(Encoding.UTF8.GetBytes("\0me\0right")),
                                StringComparison.Ordinal
                            )
                                ? "235 welcome"
                                : "535 5.7.8 wrong password",
                            "RCPT" => Refusal ?? "250 ok",
                            "QUIT" => "221 bye",
                            _ => "250 ok",
                        }
                    );
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone.
        }
    }
}
