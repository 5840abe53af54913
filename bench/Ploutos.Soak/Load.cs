using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Ploutos.Soak;

/// <summary>Requests at a steady rate, whether or not earlier ones are answered, and open event
/// streams.</summary>
internal sealed class Load(SoakServer server, SoakOptions options) : IDisposable
{
    private const int TicksASecond = 50;
    private const int Connections = 64; // with the streams fewer than the 256 of one client

    private static readonly string[] s_pages =
    [
        "/",
        "/models",
        "/data",
        "/api/v7/status",
        "/api/v7/models",
        "/api/v7/signals?limit=100",
        "/api/v7/jobs",
        "/health/ready",
        "/metrics",
    ];

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
    {
        BaseAddress = server.Address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly HttpClient _streams = new() { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentBag<double> _took = [];
    private long _sent;
    private long _answered;
    private long _events;
    private int _open;

    /// <summary>Requests sent so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Requests answered so far, well or not.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Events received over all streams.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Streams that are open now.</summary>
    public int OpenStreams => Volatile.Read(ref _open);

    /// <summary>What went wrong, and how often.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>Answer times since the last call, milliseconds, ascending.</summary>
    public double[] TakeTimes()
    {
        var times = new List<double>();
        while (_took.TryTake(out double time))
            times.Add(time);
        times.Sort();
        return [.. times];
    }

    /// <summary>Keeps one event stream open.</summary>
    public async Task Listen(CancellationToken stop)
    {
        try
        {
            using Stream stream = await _streams.GetStreamAsync("/api/v7/events", stop);
            using var lines = new StreamReader(stream);
            Interlocked.Increment(ref _open);
            while (await lines.ReadLineAsync(stop) is { } line)
                if (line.StartsWith("event:", StringComparison.Ordinal))
                    Interlocked.Increment(ref _events);
            Fail("an event stream ended");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The soak is over.
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Fail($"event stream: {failure.Message}");
        }
    }

    /// <summary>Sends requests until stopped, then waits for the open ones.</summary>
    public async Task Send(CancellationToken stop)
    {
        var open = new ConcurrentDictionary<long, Task>();
        long started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksASecond));
        try
        {
            while (await pace.WaitForNextTickAsync(stop))
            {
                long due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * options.Rate);
                while (Sent < due)
                {
                    long number = Interlocked.Increment(ref _sent);
                    open[number] = Ask(number);
                    _ = open[number].ContinueWith(_ => open.TryRemove(number, out Task? _), TaskScheduler.Default);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open.Values);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _streams.Dispose();
    }

    private async Task Ask(long number)
    {
        string path = Path(number);
        long started = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync(path);
            await answer.Content.CopyToAsync(Stream.Null);
            if (!answer.IsSuccessStatusCode)
                Fail(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {path.Split('?')[0]}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            Fail($"{path.Split('?')[0]}: {failure.Message}");
        }

        _took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Interlocked.Increment(ref _answered);
    }

    /// <summary>Nine of ten ask for an analysis, all tickers in turn; the others for pages, views and metrics.
    /// One in 2,500 asks for all tickers at once.</summary>
    private string Path(long number) =>
        number % 2500 == 0 ? "/api/v7/batch"
        : number % 10 == 0 ? s_pages[number / 10 % s_pages.Length]
        : $"/api/v7/analysis?ticker={SoakWorkspace.Ticker((int)(number % options.Tickers))}";

    private void Fail(string what) => _failures.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
