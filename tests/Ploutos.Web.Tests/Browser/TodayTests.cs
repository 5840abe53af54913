using Microsoft.Playwright;
using Ploutos.Live.Simulation;

namespace Ploutos.Web.Tests.Browser;

/// <summary>The page Today on a workspace that the daily run has worked in.</summary>
[Collection(BrowserTests.Name)]
public sealed class TodayTests(BrowserFixture fixture)
{
    private const int Days = LiveYear.Days;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Today_shows_what_the_daily_run_made_and_how_it_came_out()
    {
        LiveWorkspace live = await fixture.Year.MadeAsync(Stop);
        await using Served served = await Served.StartAsync(live.Workspace.Root, time: live.Clock);
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);
        await tab.GoAsync("/");
        IPage page = tab.Page;
        await Assertions.Expect(page.Locator("svg.reliability")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("[data-risk-record]")).ToContainTextAsync("EWMA");
        await Assertions.Expect(page.Locator("[data-strongest] tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("[data-moved] tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#health-title ~ dl")).ToContainTextAsync($"{3 * Days}");
        foreach (string chart in (string[])["track-momentum", "track-risk"])
        {
            await page.Locator("#" + chart).ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(page.Locator($"#{chart} canvas")).ToBeVisibleAsync();
        }

        await page.Locator("[data-table=track-momentum] summary").PressAsync("Enter");
        // A day of the last 20 at first has its outcome once five more have passed
        await Assertions.Expect(page.Locator("[data-table=track-momentum] tbody tr")).ToHaveCountAsync(Days - 5 - 19);
        await page.Locator("[data-table=runs] summary").PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-table=runs] tbody tr").First).ToContainTextAsync("terminée");
        await page.Locator("#track-paper").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Locator("#track-paper canvas")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#paper-title ~ dl")).ToContainTextAsync("Positions");
        await Assertions.Expect(page.Locator("#paper-title ~ ul li a[href*=as_of]").First).ToBeVisibleAsync(); // alerts
        // Every input of every expert, and each expert's probability
        Assert.True(await page.Locator("[data-drift] tbody tr").CountAsync() > 20);
        await tab.IsAccessibleAsync();
        await tab.FitsAtAsync(320, 360, 768, 1024, 1440);
        await tab.ShootAsync("today-live-fr");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("today-live-dark-fr");
        await page.Locator("[data-strongest] a").First.ClickAsync();
        await Assertions.Expect(page.Locator("p[data-as-of]")).ToContainTextAsync("Vous regardez le");
        await tab.SettleAsync();
        tab.IsQuiet();

        await using Tab english = await fixture.OpenAsync((1440, 900), at: served);
        await english.GoAsync("/");
        await english.ShootAsync("today-live-en");
        await english.FitsAtAsync(320, 360, 768, 1024, 1440);
        await english.IsAccessibleAsync();
        english.IsQuiet();
    }
}
