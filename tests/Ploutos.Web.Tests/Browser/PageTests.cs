using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class PageTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private static readonly (string Name, string Path)[] s_pages =
    [
        ("today", "/"),
        ("analyse", "/analyse?ticker=SIM01"),
        ("watchlist", "/watchlist"),
        ("optimisation", "/optimisation"),
        ("models", "/models"),
        ("version", "/models/version?expert=volatility"),
        ("backtests", "/backtests"),
        ("data", "/data"),
        ("ticker-data", "/data?ticker=SIM01"),
    ];

    private static readonly int[] s_widths = [360, 768, 1024, 1440];

    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];

    public static TheoryData<string, string, string> Pages =>
        new(s_pages.SelectMany(p => new[] { (p.Name, p.Path, "en"), (p.Name, p.Path, "fr-FR") }));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_quiet_accessible_and_as_wide_as_its_window_at_every_width_in_light_and_dark(
        string name,
        string path,
        string language
    )
    {
        await using Tab tab = await fixture.OpenAsync((1440, 900), language);
        await tab.GoAsync(path);
        bool isEnglish = language == "en";
        foreach (ColorScheme scheme in s_schemes)
        {
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (int width in s_widths)
            {
                await tab.FitsAtAsync(width);
                if (IsLookedInto(isEnglish, scheme, width))
                    await tab.IsAccessibleAsync();
                if (width == 1440 && isEnglish == (scheme == ColorScheme.Light))
                    await tab.ShootAsync($"{name}-{(isEnglish ? "desktop" : "french-dark")}");
            }
        }

        await tab.FitsAtAsync(1250, 1100, 320, 360);
        if (isEnglish)
            await tab.ShootAsync($"{name}-phone");
        tab.IsQuiet();
    }

    /// <summary>English in the light at every width; the other three at one width each, so that each scheme and each
    /// language is looked into on a phone and on a desk. Colours do not depend on the width, nor the structure on the
    /// language, and a look takes seconds.</summary>
    private static bool IsLookedInto(bool isEnglish, ColorScheme scheme, int width) =>
        (isEnglish, scheme) switch
        {
            (true, ColorScheme.Light) => true,
            (false, ColorScheme.Dark) => width == 360,
            _ => width == 1440,
        };

    [Fact]
    public async Task Simulated_bars_are_called_so_at_the_top_of_the_page()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        Assert.Contains("SIMULATED", await tab.Page.Locator(".simulated").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_analysis_shows_signal_experts_evidence_reasons_and_yesterday()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        IPage page = tab.Page;
        Assert.Equal("Analyse V7", await page.Locator(".tabs a[aria-current]").TextContentAsync());
        Assert.Equal(3, await page.Locator(".gauge").CountAsync());
        Assert.Matches(
            "^(STRONG )?(BUY|SELL|HOLD)$",
            await page.Locator("[data-signal]").GetAttributeAsync("data-signal")
        );
        Assert.True(await page.Locator("#why-momentum ~ table tbody tr").CountAsync() >= 6);
        Assert.Equal(6, await page.Locator("#changes-title ~ div tbody tr").CountAsync());
        Assert.Matches("^8 ", await page.Locator("#prices-markers").TextContentAsync());
        double interactive = await page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('ploutos-interactive')[0].startTime"
        );
        double paint = await page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
        );
        output.WriteLine(
            $"first contentful paint {paint:F0} ms, chart drawn and its buttons at work {interactive:F0} ms after"
                + $" navigation"
        );
    }

    [Fact]
    public async Task An_unknown_ticker_says_what_to_do()
    {
        await using Tab tab = await fixture.OpenAsync();
        IResponse? answer = await tab.Page.GotoAsync("/analyse?ticker=NOPE");
        Assert.Equal(404, answer!.Status);
        Assert.Contains("Fetch", await tab.Page.Locator("[role=alert]").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await tab.Page.Locator("#ticker").CountAsync());
        await tab.IsAccessibleAsync();
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_gives_a_page_with_a_way_back()
    {
        await using Tab tab = await fixture.OpenAsync();
        IResponse? answer = await tab.Page.GotoAsync("/no-such-page");
        Assert.Equal(404, answer!.Status);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the start" }).ClickAsync();
        Assert.Equal("Today", await tab.Page.Locator(".tabs a[aria-current]").TextContentAsync());
    }
}
