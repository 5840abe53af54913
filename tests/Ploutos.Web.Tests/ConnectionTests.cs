using System.Net;
using System.Net.Sockets;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class ConnectionTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(256, 1000, 700)] // beyond what one client may hold
    [InlineData(5000, 300, 500)] // beyond what all may hold
    public async Task Many_held_connections_keep_nobody_out(int ofClient, int ofAll, int held)
    {
        await using Server server = await Server.Start(
            workspace.Path,
            new() { ConnectionsPerClient = ofClient, Connections = ofAll }
        );
        var sockets = new List<Socket>();
        try
        {
            for (int i = 0; i < held; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Stop);
                if (i % 2 == 0)
                    await socket.SendAsync("GET /api/v7/status HTTP/1.1\r\nHost: loc"u8.ToArray(), Stop);
            }

            for (int i = 0; i < 5; i++)
            {
                using HttpClient client = server.NewClient();
                using HttpResponseMessage answer = await client.GetAsync("/api/v7/status", Stop);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_that_is_at_work_is_not_closed_for_another()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path, new() { ConnectionsPerClient = 4 });
        using HttpClient watcher = server.NewClient();
        await using Stream events = await watcher.GetStreamAsync("/api/v7/events", Stop);
        byte[] buffer = new byte[64];
        Assert.True(await events.ReadAsync(buffer, Stop) > 0);
        for (int i = 0; i < 20; i++)
        {
            using HttpClient client = server.NewClient();
            using HttpResponseMessage answer = await client.GetAsync("/api/v7/status", Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using (HttpClient job = server.NewClient()) // what happens now is still heard
        {
            using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage started = await job.PostAsync("/api/v7/jobs/fetch", content, Stop);
        }

        Assert.True(await events.ReadAsync(buffer, Stop) > 0);
    }

    [Fact]
    public async Task A_client_that_comes_and_goes_a_thousand_times_is_never_kept_out()
    {
        await using Server server = await Server.Start(workspace.Path, new() { ConnectionsPerClient = 64 });
        using HttpClient watcher = server.NewClient();
        byte[] buffer = new byte[32];
        for (int i = 0; i < 1000; i++)
        {
            await using Stream events = await watcher.GetStreamAsync("/api/v7/events", Stop);
            Assert.True(await events.ReadAsync(buffer, Stop) > 0);
        }
    }

    [Fact]
    public async Task Streams_of_events_end_as_soon_as_the_server_is_stopped()
    {
        Server server = await Server.Start(workspace.Path);
        using HttpClient watcher = server.NewClient();
        using var reader = new StreamReader(await watcher.GetStreamAsync("/api/v7/events", Stop));
        Assert.StartsWith("event: status", await reader.ReadLineAsync(Stop), StringComparison.Ordinal);
        Task<string> rest = reader.ReadToEndAsync(Stop);
        Task stopping = server.DisposeAsync().AsTask();
        // The host itself gives open requests thirty seconds; a stream must not use them up.
        Assert.Same(stopping, await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromSeconds(20), Stop)));
        await rest;
        await stopping;
    }
}
