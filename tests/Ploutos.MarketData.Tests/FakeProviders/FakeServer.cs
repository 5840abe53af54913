using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ploutos.MarketData.Tests.FakeProviders;

internal sealed record FakeRequest(
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers
)
{
    public string Parameter(string name) => Query.TryGetValue(name, out string? value) ? value : "";

    public string Header(string name) => Headers.TryGetValue(name, out string? value) ? value : "";
}

internal sealed record FakeResponse(int Status, string ContentType, string Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The body where it is no text.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>How long the body is held back after the headers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the connection ends in the middle of the body.</summary>
    public bool CutOff { get; init; }

    public static FakeResponse Json(string body, int status = 200) => new(status, "application/json", body);

    public static FakeResponse Csv(string body) => new(200, "text/csv", body);
}

/// <summary>HTTP on loopback with full control over what goes wrong: one connection a request,
/// answered by a function.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<FakeRequest, FakeResponse> _answer;
    private int _disposed;

    public FakeServer(Func<FakeRequest, FakeResponse> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        try
        {
            CancellationToken stop = _stop.Token;
            await using NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync(stop) is not { } start)
                return;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[
                    (line.IndexOf(':', StringComparison.Ordinal) + 1)..
                ]
                    .Trim();
            FakeRequest request = Parse(start.Split(' ')[1], headers);
            Requests.Enqueue(request);
            FakeResponse response = _answer(request);
            byte[] body = response.Bytes ?? Encoding.UTF8.GetBytes(response.Body);
            var head = new StringBuilder().Append(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {response.Status} X\r\nContent-Type: {response.ContentType}\r\nContent-Length:"
                    + $" {body.Length}\r\nConnection: close\r\n"
            );
            foreach ((string name, string value) in response.Headers)
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), stop);
            if (response.Delay > TimeSpan.Zero)
                await Task.Delay(response.Delay, stop);
            await stream.WriteAsync(response.CutOff ? body.AsMemory(0, body.Length / 2) : body, stop);
        }
        catch (Exception e)
            when (e is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
        {
            // The client gave up, or the test is over.
        }
    }

    public static FakeRequest Parse(string target, Dictionary<string, string> headers)
    {
        string[] parts = target.Split('?', 2);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in parts.Length > 1 ? parts[1].Split('&') : [])
        {
            string[] sides = pair.Split('=', 2);
            query[sides[0]] = Uri.UnescapeDataString(sides.Length > 1 ? sides[1] : "");
        }

        return new(Uri.UnescapeDataString(parts[0]), query, headers);
    }
}
