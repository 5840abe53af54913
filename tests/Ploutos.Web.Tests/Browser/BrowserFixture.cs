using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workflows.Viewing;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Tests that share one browser and one server; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}

/// <summary>Debian's Chromium, and the real host on a workspace that the real pipeline made of simulated bars.</summary>
public sealed class BrowserFixture(SimulatedWorkspace made) : IAsyncLifetime
{
    private static readonly string[] s_arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private TemporaryFolder? _folder;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Served? _served;

    private static string? Chromium => Environment.GetEnvironmentVariable("PLOUTOS_CHROMIUM") ?? Array.Find(s_places, File.Exists);

    /// <summary>What does the work in the served workspace.</summary>
    internal IPloutosWorkflows Workflows => _served!.Workflows;

    /// <summary>Where the screenshots go: <c>screenshots</c> beside the tests.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public async ValueTask InitializeAsync()
    {
        if (Chromium is not { } path)
            return;
        Directory.CreateDirectory(Screenshots);
        _folder = made.Copy();
        Task<Served> serving = Task.Run(() => Served.StartAsync(_folder.Path, BrowserWorkspace.Enrich));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = s_arguments });
        _served = await serving;
    }

    /// <summary>A tab of a new visitor.</summary>
    /// <param name="size">Width and height; a desktop's by default.</param>
    /// <param name="language">What the browser asks for.</param>
    /// <param name="scheme">The system's theme.</param>
    internal async Task<Tab> OpenAsync((int Width, int Height)? size = null, string language = "en", ColorScheme scheme = ColorScheme.Light, Served? at = null)
    {
        Assert.SkipUnless(_browser is not null, "needs Chromium, which is not on this machine; on Debian: apt-get install chromium");
        (int width, int height) = size ?? (1280, 800);
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            BaseURL = (at ?? _served)!.Address,
            ViewportSize = new() { Width = width, Height = height },
            Locale = language,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_served is not null)
            await _served.DisposeAsync();
        _folder?.Dispose();
    }
}

/// <summary>The real host on a workspace, on a free port.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebHost _host;
    private readonly IWorkspaceViews _views;

    private Served(WebHost host, IWorkspaceViews views, IPloutosWorkflows workflows) => (_host, _views, Workflows) = (host, views, workflows);

    public string Address => _host.Addresses[0];

    public IPloutosWorkflows Workflows { get; }

    public static async Task<Served> StartAsync(string folder, Action<Workspace, IPloutosWorkflows>? make = null, string? key = null)
    {
        var workspace = new Workspace(folder);
        IPloutosWorkflows workflows = WorkflowFactory.Create(workspace, TimeProvider.System);
        make?.Invoke(workspace, workflows);
        IWorkspaceViews views = WorkflowFactory.CreateViews(workspace, TimeProvider.System);
        return new(await WebHost.StartAsync(new() { Urls = ["http://127.0.0.1:0"], ApiKey = key }, workflows, views, TimeProvider.System, CancellationToken.None), views, workflows);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _views.Dispose();
    }
}

/// <summary>One tab, which remembers what its console complained of.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!new Uri(request.Url).IsLoopback && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _complaints.Add($"{page.Url} asks for {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Goes to a page and waits until its scripts have done what they do at the start.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        await SettleAsync();
    }

    /// <summary>Waits until nothing says that it is loading, and charts are drawn.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForFunctionAsync("() => !document.querySelector('.loading') && [...document.querySelectorAll('.chart:not([hidden])')].every(c => c.querySelector('canvas') || c.querySelector('.note'))");
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /// <summary>Nothing was complained of so far: no script error, no blocked style, nothing asked for elsewhere.</summary>
    public void IsQuiet() => Assert.Empty(_complaints);

    /// <summary>Axe finds nothing serious or critical.</summary>
    public async Task IsAccessibleAsync()
    {
        var found = await Page.RunAxe();
        Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{Page.Url}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}"));
    }

    /// <summary>The page is no wider than the window.</summary>
    public async Task FitsAsync()
        => Assert.Equal(0, await Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));

    /// <summary>Keeps a picture of the whole page.</summary>
    public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(BrowserFixture.Screenshots, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
