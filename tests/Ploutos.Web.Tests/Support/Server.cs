using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ploutos.Web.Settings;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

/// <summary>The real host on a free port of this machine, and a client of it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebHost _host;
    private readonly IWorkspaceViews _views;

    private Server(WebHost host, IWorkspaceViews views)
    {
        (_host, _views, Address) = (host, views, new Uri(host.Addresses[0]));
        Client = NewClient();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Neither follows redirects nor keeps cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>What was prepared ahead of the first requests, once that is done.</summary>
    public Task<IReadOnlyList<(string Address, int Status)>> Prepared =>
        _host.PreparedAsync().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

    /// <summary>Starts it on a workspace.</summary>
    public static async Task<Server> Start(string workspace, ServeOptions? options = null, bool warmUp = false)
    {
        WorkspaceFolder place = new(workspace);
        IWorkspaceViews views = WorkflowFactory.CreateViews(place, TimeProvider.System);
        try
        {
            WebHost host = await WebHost.StartAsync(
                (options ?? new()) with
                {
                    Urls = ["http://127.0.0.1:0"],
                    WarmUp = warmUp,
                },
                WorkflowFactory.Create(place, TimeProvider.System),
                views,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
            return new(host, views);
        }
        catch
        {
            views.Dispose();
            throw;
        }
    }

    /// <summary>A client with cookies of its own, where asked for.</summary>
    public HttpClient NewClient(CookieContainer? cookies = null) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = cookies is not null,
                CookieContainer = cookies ?? new(),
                // A browser that leaves a stream closes its connection at once; by default this client
                // holds it open for two more seconds, and a few hundred of them at a time.
                ResponseDrainTimeout = TimeSpan.Zero,
            }
        )
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(60),
        };

    /// <summary>Asks the API and reads its JSON, whatever the status.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> Get(string path) =>
        await Read(await Client.GetAsync(Api(path), Stop));

    /// <summary>Sends JSON to the API.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> Post(string path, object body) =>
        await Read(await Client.PostAsJsonAsync(Api(path), body, Stop));

    /// <summary>Waits for a job's end by its events.</summary>
    public async Task<JsonElement> EndOf(string job)
    {
        using var stream = await Client.GetStreamAsync(Api($"jobs/{job}/events"), Stop);
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(Stop))
            if (item.EventType == "end")
                return JsonDocument.Parse(item.Data).RootElement;
        throw new InvalidOperationException("The stream ended without the job's end.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        _views.Dispose();
    }

    internal static async Task<(HttpStatusCode, JsonElement)> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            string text = await answer.Content.ReadAsStringAsync(Stop);
            return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Api(string path) => "/api/v7/" + path;
}
