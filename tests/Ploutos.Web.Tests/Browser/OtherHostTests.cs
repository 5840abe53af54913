using Microsoft.Playwright;
using Ploutos.Alerts;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class OtherHostTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Every_page_of_an_empty_workspace_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        await using Served empty = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(at: empty);
        foreach (
            (string path, string advice) in new[]
            {
                ("/analyse", "Fetch some on the Data page"),
                ("/watchlist", "Fetch some on the Data page"),
                ("/optimisation", "Start a search above"),
                ("/models", "Train the experts below"),
                ("/backtests", "Start one above"),
                ("/data", "Fetch some above"),
            }
        )
        {
            await tab.GoAsync(path);
            Assert.Contains(
                advice,
                await tab.Page.Locator(".empty").First.TextContentAsync(),
                StringComparison.Ordinal
            );
        }

        tab.IsQuiet();
    }

    [Fact]
    public async Task An_empty_workspace_offers_a_demonstration_that_a_click_makes()
    {
        using var folder = new TemporaryFolder();
        await using Served empty = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: empty);
        await tab.GoAsync("/");
        IPage page = tab.Page;
        await Assertions
            .Expect(page.Locator("[data-first] h3"))
            .ToHaveTextAsync(["1. Une démonstration", "2. Vos propres fichiers", "3. Une source"]);
        await tab.IsAccessibleAsync();
        await tab.FitsAtAsync(360, 768, 1024, 1440);
        await tab.ShootAsync("first-minutes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Montrez-moi" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-first]")).ToHaveCountAsync(0, new() { Timeout = 240_000 });
        await Assertions.Expect(page.Locator(".simulated")).ToBeVisibleAsync();
        Assert.Equal(3, empty.Workflows.Models().Count(v => v.IsCurrent));
        Assert.Single(empty.Workflows.Backtests());
        using var client = new HttpClient();
        using HttpResponseMessage again = await client.PostAsync(
            new Uri(empty.Address + "/api/v7/jobs/demo"),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "empty workspace",
            await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_key_opens_the_pages_and_a_wrong_one_does_not()
    {
        const string key = "Zr4uQ8xJ2mW6tB9cK1fH5pD7s";
        using var folder = new TemporaryFolder();
        await using Served guarded = await Served.StartAsync(folder.Path, key: key);
        await using Tab tab = await fixture.OpenAsync(at: guarded);
        await tab.GoAsync("/data");
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("login-desktop");
        await tab.Page.Locator("#key").FillAsync("another-key-than-that");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await tab.Page.Locator("#key").FillAsync(key);
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Data");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Log in");
    }
}
