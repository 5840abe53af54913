using Microsoft.Playwright;
using Ploutos.Workflows;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class UseTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_ticker_is_searched_by_keyboard_alone()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse");
        await tab.Page.Keyboard.PressAsync("/");
        await tab.Page.Keyboard.TypeAsync("sim02");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("SIM02");
        await tab.SettleAsync();
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_first_tab_key_offers_to_skip_to_the_content_and_the_chart_takes_keys()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal(
            "Skip to the content",
            await tab.Page.EvaluateAsync<string>("() => document.activeElement.textContent")
        );
        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await tab.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        ILocator year = tab.Page.GetByRole(AriaRole.Button, new() { Name = "1 y" });
        await year.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(year).ToHaveAttributeAsync("aria-pressed", "true");
        await tab.Page.Locator("#prices").FocusAsync();
        byte[] before = await tab.Page.Locator("#prices").ScreenshotAsync();
        await tab.Page.Keyboard.PressAsync("ArrowLeft");
        await tab.SettleAsync();
        Assert.NotEqual(before, await tab.Page.Locator("#prices").ScreenshotAsync());
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_address_keeps_day_range_and_indicators_and_the_wheel_moves_the_page()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01&as_of=2015-06-01&range=1y&lines=rsi_14,bollinger");
        IPage page = tab.Page;
        ILocator legend = page.Locator("#prices-legend"),
            all = page.Locator("[data-bars='0']");
        await Assertions.Expect(page.Locator("p[data-as-of]")).ToContainTextAsync("Momentum: a validation day");
        await Assertions.Expect(legend).ToContainTextAsync("2015-06-01");
        await Assertions.Expect(legend).ToContainTextAsync("RSI 14 ");
        await page.GetByRole(AriaRole.Button, new() { Name = "SMA 200" }).ClickAsync();
        await all.ClickAsync();
        DateOnly first = fixture.Workflows.List()[0].FirstDay;
        await Assertions.Expect(page.Locator("#prices")).ToHaveAttributeAsync("data-first", $"{first:yyyy-MM-dd}");
        await page.ReloadAsync();
        await Assertions.Expect(all).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(legend).ToContainTextAsync("SMA 200 ");
        await Assertions.Expect(legend).ToContainTextAsync("Bollinger");
        await tab.SettleAsync();

        byte[] before = await page.Locator("#prices").ScreenshotAsync();
        await page.Locator("#prices").HoverAsync();
        await page.Mouse.WheelAsync(0, 120);
        await page.WaitForFunctionAsync("() => scrollY > 0");
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.Keyboard.DownAsync("Control");
        await page.Locator("#prices").HoverAsync();
        double stood = await page.EvaluateAsync<double>("() => scrollY");
        await page.Mouse.WheelAsync(0, -240);
        await page.Keyboard.UpAsync("Control");
        await tab.SettleAsync();
        Assert.NotEqual(before, await page.Locator("#prices").ScreenshotAsync());
        Assert.Equal(stood, await page.EvaluateAsync<double>("() => scrollY"));
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_risk_of_a_ticker_is_drawn_with_what_came_and_sorts_the_watchlist()
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/analyse?ticker=SIM01");
        ILocator risk = tab.Page.Locator("#risk");
        await Assertions.Expect(risk.Locator(".fan polygon")).ToHaveCountAsync(3);
        await Assertions.Expect(risk).ToContainTextAsync("5 prochains jours : volatilité");
        await risk.Locator("[data-table=risk] summary").PressAsync("Enter");
        await Assertions.Expect(risk.Locator("[data-table=risk] tbody tr")).ToHaveCountAsync(252);
        await risk.ScreenshotAsync(new() { Path = Path.Combine(BrowserFixture.Screenshots, "risk.png") });
        await tab.GoAsync("/watchlist");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Risque 5 jours" }).PressAsync("Enter");
        await Assertions
            .Expect(tab.Page.Locator("#watchlist th[aria-sort=descending]"))
            .ToHaveTextAsync("Risque 5 jours");
        double[] forecasts = await tab.Page.EvaluateAsync<double[]>(
            """
            () => {
              const table = document.getElementById('watchlist');
              const column = table.querySelector('th[aria-sort="descending"]').cellIndex;
              const values = [...table.tBodies[0].rows].map(r => r.cells[column].dataset.value);
              return values.filter(v => v !== '').map(Number);
            }
            """
        );
        Assert.True(forecasts.Length >= 3);
        Assert.Equal(forecasts.OrderDescending(), forecasts);
        Assert.Equal(
            await tab.Page.Locator("#watchlist tbody tr [data-signal]").CountAsync(),
            await tab.Page.Locator("#watchlist tbody tr [data-proof][title]").CountAsync()
        );
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_palette_leads_to_tickers_and_pages_by_keyboard_alone()
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/data");
        await tab.Page.Keyboard.PressAsync("Control+k");
        ILocator options = tab.Page.Locator(".palette [role=option]");
        await Assertions.Expect(options.Filter(new() { HasText = "SIM02" })).ToBeVisibleAsync();
        await tab.IsAccessibleAsync();
        await tab.Page.Keyboard.TypeAsync("donn");
        await Assertions.Expect(options).ToHaveTextAsync(["Donnéespage"]);
        await tab.Page.Locator(".palette input").FillAsync("sim");
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        await tab.ShootAsync("palette");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("SIM02");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "SIM03 →" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("SIM03");
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_table_beside_the_chart_has_the_bars()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        await tab.Page.Locator("[data-table=prices] summary").PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("[data-table=prices] tbody tr")).ToHaveCountAsync(120);
    }

    [Fact]
    public async Task The_watchlist_sorts_filters_and_follows_the_store()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/watchlist");
        ILocator tickers = tab.Page.Locator("#watchlist tbody tr:not([hidden]) th a");
        string[] first = [.. await tickers.AllTextContentsAsync()];
        ILocator header = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Ticker" });
        await header.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tickers).ToHaveTextAsync([.. first.Reverse()]);
        Assert.Equal(
            "descending",
            await tab.Page.Locator("#watchlist th[aria-sort]").First.GetAttributeAsync("aria-sort")
        );
        await tab.Page.Locator("#filter").FillAsync("sim03");
        await Assertions.Expect(tickers).ToHaveTextAsync(["SIM03"]);
        await tab.Page.Locator("#filter").FillAsync("sim04");
        await Assertions.Expect(tickers).ToHaveCountAsync(0);
        await Assertions.Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-live", "on");
        fixture.Workflows.Import(new("simulated:7", ["SIM04"]), cancellation: TestContext.Current.CancellationToken);
        await Assertions.Expect(tickers).ToHaveTextAsync(["SIM04"]);
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_search_is_started_watched_and_cancelled()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/optimisation");
        await OnlyVolatilityAsync(tab, trials: "500");
        await tab.Page.GetByText("More options").PressAsync("Enter");
        await tab.Page.GetByLabel("Bars that attention sees").FillAsync("1");
        await tab.Page.GetByLabel("Most epochs per trial").FillAsync("1");
        await tab.Page.Locator("#opt-tickers").FillAsync("SIM01");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Optimise" }).PressAsync("Enter");
        ILocator job = tab.Page.Locator("[data-job=optimize]");
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("running");
        await Assertions.Expect(job.Locator("[data-job-text]")).ToContainTextAsync("trial");
        await tab.Page.ReloadAsync();
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("running");
        await job.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).PressAsync("Enter");
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("cancelled");
        await Assertions.Expect(tab.Page.Locator("form[data-kind=optimize] button.main")).ToBeEnabledAsync();
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_what_to_do()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/optimisation");
        await OnlyVolatilityAsync(tab, trials: "5"); // on all bars, unlike the study
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Optimise" }).PressAsync("Enter");
        ILocator job = tab.Page.Locator("[data-job=optimize]");
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("failed");
        await Assertions.Expect(job.Locator("[data-job-text]")).ToContainTextAsync("can't be compared");
        await tab.IsAccessibleAsync();
    }

    [Fact]
    public async Task A_model_is_switched_back_to_an_earlier_version()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/models");
        string earlier = fixture.Workflows.Models("volatility").First(v => !v.IsCurrent).Version;
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = earlier }).PressAsync("Enter");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(earlier);
        Assert.Equal(earlier, fixture.Workflows.Models("volatility").Single(v => v.IsCurrent).Version);
        tab.IsQuiet();
    }

    [Fact]
    public async Task Language_and_theme_are_chosen_and_kept()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM02");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).PressAsync("Enter");
        Assert.Equal("dark", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Français" }).PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("SIM02");
        Assert.Equal("dark", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));
        await tab.SettleAsync();
        Assert.Matches("[0-9],[0-9]", await tab.Page.Locator(".gauge .figure").First.TextContentAsync());
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("analyse-french-dark");
        tab.IsQuiet();
    }

    private static async Task OnlyVolatilityAsync(Tab tab, string trials)
    {
        await tab.Page.Locator(".start > summary").PressAsync("Enter");
        await tab.Page.GetByLabel("Momentum", new() { Exact = true }).UncheckAsync();
        await tab.Page.GetByLabel("Reversion", new() { Exact = true }).UncheckAsync();
        await tab.Page.GetByLabel("Trials per expert").FillAsync(trials);
    }

    [Fact]
    public async Task A_french_browser_gets_french_pages()
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/data");
        Assert.Equal("fr", await tab.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Données", await tab.Page.Locator("h1").TextContentAsync());
    }
}
