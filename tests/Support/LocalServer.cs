using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ploutos.Tests;

/// <summary>A request as a local server got it.</summary>
internal sealed record Received(
    string Method,
    string Path,
    string Query,
    string Body,
    IReadOnlyDictionary<string, string> Headers
)
{
    public string Header(string name) => Headers.TryGetValue(name, out string? value) ? value : "";
}

/// <summary>What a local server answers. A delay without end is a server that never answers.</summary>
internal sealed record Answer(
    int Status,
    string Body = "",
    TimeSpan Delay = default,
    string? RetryAfter = null,
    string? Location = null
);

/// <summary>A real HTTP server on loopback, answering by a function.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    public LocalServer(Func<Received, Answer> answer)
    {
        (_listener, Address) = Listen();
        _ = Task.Run(() => ServeAsync(answer));
    }

    public Uri Address { get; }

    public ConcurrentQueue<Received> Requests { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            int port;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            var listener = new HttpListener();
            var address = new Uri($"http://127.0.0.1:{port}");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                continue; // another took the port in between
            }
        }
    }

    private async Task ServeAsync(Func<Received, Answer> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = AnswerAsync(context, answer);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, Func<Received, Answer> answer)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var request = new Received(
                context.Request.HttpMethod,
                context.Request.Url!.AbsolutePath,
                context.Request.Url.Query,
                await reader.ReadToEndAsync(_stop.Token),
                context.Request.Headers.AllKeys.ToDictionary(
                    k => k!,
                    k => context.Request.Headers[k]!,
                    StringComparer.OrdinalIgnoreCase
                )
            );
            Requests.Enqueue(request);
            Answer given = answer(request);
            if (given.Delay != default)
                await Task.Delay(given.Delay, _stop.Token);
            context.Response.StatusCode = given.Status;
            context.Response.ContentType = "application/json";
            if (given.RetryAfter is { } wait)
                context.Response.Headers["Retry-After"] = wait;
            if (given.Location is { } place)
                context.Response.Headers["Location"] = place;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(given.Body), _stop.Token);
            context.Response.Close();
        }
        catch (Exception e)
            when (e is OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client gave up, or the test is over.
        }
    }
}
