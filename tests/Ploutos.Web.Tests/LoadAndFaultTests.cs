using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Tests;

/// <summary>For tests that measure the whole process: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}

/// <summary>Twenty seconds of everything at once: good and bad requests, trainings of a search, a
/// store that is being written.</summary>
[Collection(Alone.Name)]
public sealed class LoadAndFaultTests(SimulatedWorkspace workspace)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(20);

    /// <summary>Good ones, bad ones, and what the answer must be; null for a POST whose answer
    /// depends on what runs.</summary>
    private static readonly (HttpMethod Method, string Path, string? Body, HttpStatusCode[] Allowed)[] s_mix =
    [
        (HttpMethod.Get, "analysis?ticker=SIM01", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "analysis?ticker=SIM02", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "batch", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "watchlist", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "bars?ticker=SIM03&from=2016-01-04", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "signals", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "models", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "studies/v7_volatility", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "jobs", null, [HttpStatusCode.OK]),
        (HttpMethod.Get, "analysis?ticker=NOPE", null, [HttpStatusCode.NotFound]),
        (HttpMethod.Get, "analysis?ticker=%00", null, [HttpStatusCode.BadRequest]),
        (HttpMethod.Get, "bars?ticker=SIM01&from=tomorrow", null, [HttpStatusCode.BadRequest]),
        (HttpMethod.Get, "jobs/none/events", null, [HttpStatusCode.NotFound]),
        (HttpMethod.Get, "no/such/thing", null, [HttpStatusCode.NotFound]),
        (HttpMethod.Put, "analysis", null, [HttpStatusCode.MethodNotAllowed]),
        (HttpMethod.Post, "jobs/train", "{", [HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests]),
        (HttpMethod.Post, "jobs/optimize", "{}", [HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests]),
        (HttpMethod.Delete, "jobs/none", null, [HttpStatusCode.NotFound]),
    ];

    [Fact]
    public async Task Twenty_seconds_of_good_and_bad_requests_beside_a_search_and_a_growing_store_do_no_harm()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        string id = await BeginEndlessSearch(server, copy);
        var wrong = new ConcurrentBag<string>();
        int answers = 0;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        long started = Stopwatch.GetTimestamp();
        bool Goes() =>
            (Stopwatch.GetElapsedTime(started) < s_duration || Volatile.Read(ref answers) <= 500)
            && !stop.IsCancellationRequested;

        Task storing = Task.Run(
            () =>
            {
                IPloutosWorkflows other = WorkflowFactory.Create(new WorkspaceFolder(copy.Path), TimeProvider.System);
                for (int n = 0; Goes(); n++) // new tickers at first, then other pasts of them
                    other.Import(new ImportRequest($"simulated:{7 + n / 7}", [$"SIM{4 + n % 7:00}"]), null, stop);
            },
            stop
        );
        Task watching = Watch(server, id, over.Token);
        long early = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(client =>
                    Task.Run(
                        async () =>
                        {
                            for (int n = client; Goes(); n++)
                            {
                                (HttpMethod method, string path, string? body, HttpStatusCode[] allowed) = s_mix[
                                    n % s_mix.Length
                                ];
                                using var request = new HttpRequestMessage(method, "/api/v7/" + path);
                                if (body is not null)
                                    request.Content = new StringContent(
                                        body,
                                        System.Text.Encoding.UTF8,
                                        "application/json"
                                    );
                                using HttpResponseMessage answer = await server.Client.SendAsync(request, stop);
                                if (!allowed.Contains(answer.StatusCode))
                                    wrong.Add(
                                        $"{method} {path}: {(int)answer.StatusCode}"
                                            + $" {await answer.Content.ReadAsStringAsync(stop)}"
                                    );
                                if (Interlocked.Increment(ref answers) == 500)
                                    Interlocked.Exchange(ref early, GC.GetTotalMemory(forceFullCollection: true));
                            }
                        },
                        stop
                    )
                )
        );
        await storing;
        Assert.Empty(wrong);
        long late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(
            late - early < 64 << 20,
            $"{(late - early) >> 20} MB more are held after {answers} requests than after 500"
        );

        (HttpStatusCode known, JsonElement running) = await server.Get($"jobs/{id}");
        Assert.Equal((HttpStatusCode.OK, "running"), (known, running.GetProperty("state").GetString()));
        using HttpResponseMessage cancelled = await server.Client.DeleteAsync($"/api/v7/jobs/{id}", stop);
        Assert.Equal("cancelled", (await server.EndOf(id)).GetProperty("state").GetString());
        await over.CancelAsync();
        await watching;
        (HttpStatusCode fine, JsonElement batch) = await server.Get("batch");
        Assert.Equal(HttpStatusCode.OK, fine);
        Assert.All(
            batch.GetProperty("results").EnumerateArray(),
            r => Assert.Equal(JsonValueKind.Object, r.GetProperty("prediction").ValueKind)
        );
    }

    /// <summary>However fast the machine, ten thousand trials outlast the requests.</summary>
    private static async Task<string> BeginEndlessSearch(Server server, TemporaryFolder workspace)
    {
        foreach (string file in Directory.EnumerateFiles(workspace.File("logs"), "studies.db*"))
            File.Delete(file); // an earlier study of other bars
        (HttpStatusCode begun, JsonElement job) = await server.Post(
            "jobs/optimize",
            new { experts = new[] { "volatility" }, trials = 10_000 }
        );
        Assert.Equal(HttpStatusCode.Accepted, begun);
        while ((await server.Get("studies/v7_volatility")).Status != HttpStatusCode.OK)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        return job.GetProperty("id").GetString()!;
    }

    /// <summary>A browser that comes, hears a little, and goes away, again and again.</summary>
    private static async Task Watch(Server server, string job, CancellationToken over)
    {
        byte[] heard = new byte[256];
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using Stream events = await server.Client.GetStreamAsync($"/api/v7/jobs/{job}/events", over);
                await events.ReadExactlyAsync(heard.AsMemory(0, 64), over);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
