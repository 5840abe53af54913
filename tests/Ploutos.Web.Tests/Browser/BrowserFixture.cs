using Microsoft.Playwright;
using Ploutos.Tests;
using Ploutos.Workflows;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Tests that share one browser and one server; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}

/// <summary>Debian's Chromium, and the real host on a workspace that the real pipeline made of
/// simulated bars.</summary>
public sealed class BrowserFixture(SimulatedWorkspace made) : IAsyncLifetime
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly string[] s_places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private TemporaryFolder? _folder;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Served? _served;
    private LiveYear? _year;

    private static string? Chromium =>
        Environment.GetEnvironmentVariable("PLOUTOS_CHROMIUM") ?? Array.Find(s_places, File.Exists);

    /// <summary>What does the work in the served workspace.</summary>
    internal IPloutosWorkflows Workflows => _served!.Workflows;

    /// <summary>A workspace after a year of daily runs.</summary>
    internal LiveYear Year => _year!;

    /// <summary>Where the screenshots go: <c>screenshots</c> beside the tests.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public async ValueTask InitializeAsync()
    {
        if (Chromium is not { } path)
            return;
        Directory.CreateDirectory(Screenshots);
        _year = new();
        Assertions.SetDefaultExpectTimeout(30_000);
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
    /// <param name="at">The host; the shared one by default.</param>
    internal async Task<Tab> OpenAsync(
        (int Width, int Height)? size = null,
        string language = "en",
        ColorScheme scheme = ColorScheme.Light,
        Served? at = null
    )
    {
        Assert.SkipUnless(
            _browser is not null,
            "needs Chromium, which is not on this machine; on Debian: apt-get install chromium"
        );
        (int width, int height) = size ?? (1280, 800);
        IBrowserContext context = await _browser.NewContextAsync(
            new()
            {
                BaseURL = (at ?? _served)!.Address,
                ViewportSize = new() { Width = width, Height = height },
                Locale = language,
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
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
        if (_year is not null)
            await _year.DisposeAsync();
        _folder?.Dispose();
    }
}
