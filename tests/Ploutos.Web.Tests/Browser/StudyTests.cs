using System.Text.Json;
using Microsoft.Playwright;
using Ploutos.Research.Models;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Studies on the Optimisation page.</summary>
[Collection(BrowserTests.Name)]
public sealed class StudyTests(BrowserFixture fixture, SimulatedWorkspace made)
{
    private static readonly string[] s_charts =
    [
        "history",
        "curves",
        "parallel",
        "importance",
        "slice",
        "contour",
        "distribution",
    ];

    [Fact]
    public async Task A_study_has_its_charts_and_a_brush_that_leaves_out_trials()
    {
        await using Tab tab = await fixture.OpenAsync((1440, 900));
        await tab.GoAsync("/optimisation?study=v7_momentum");
        IPage page = tab.Page;
        foreach (string chart in s_charts.Except(["importance"]))
            await Assertions.Expect(page.Locator($"#{chart} canvas").First).ToBeAttachedAsync();
        ILocator view = page.Locator("#study-view"),
            shown = page.Locator("[data-trials] tbody tr:not([hidden])");
        await BrushAsync(page, "1");
        await Assertions.Expect(shown).ToHaveCountAsync(1);
        // What is drawn again is brushed as before: with another study beside it, and in other colours
        await page.GetByLabel("Draw v7_reversion beside it").PressAsync("Space");
        await page.ArriveAsync("**with=v7_reversion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).PressAsync("Enter");
        await tab.SettleAsync();
        await Assertions.Expect(view).ToHaveAttributeAsync("data-brushed", "1");
        await Assertions.Expect(shown).ToHaveCountAsync(1);
        (float x, float top, _) = await LastAxisAsync(page);
        await page.Mouse.ClickAsync(x, top + 4); // outside of what is brushed
        await Assertions.Expect(view).ToHaveAttributeAsync("data-brushed", "2");
        await Assertions.Expect(shown).ToHaveCountAsync(2);
        await page.Locator("#study-view details > summary").PressAsync("Enter");
        await page.Locator("[data-state-filter]").SelectOptionAsync("complete");
        await Assertions.Expect(page.Locator("[data-shown]")).ToContainTextAsync("of 2 trials");
        await page.GetByRole(AriaRole.Button, new() { Name = "learning_rate" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-trials] th[aria-sort=ascending]")).ToHaveTextAsync("learning_rate");
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("study");
        tab.IsQuiet();
    }

    [Fact]
    public async Task Studies_are_drawn_beside_one_another_and_the_address_keeps_them()
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/optimisation?study=v7_momentum");
        IPage page = tab.Page;
        await page.GetByLabel("Tracer v7_volatility à côté").PressAsync("Space");
        await page.ArriveAsync("**with=v7_volatility");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Tracer v7_volatility à côté")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#distribution canvas").First).ToBeAttachedAsync();
        await tab.FitsAtAsync(360, 768, 1024, 1440);
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_study_leads_to_a_training_whose_curves_are_drawn()
    {
        using TemporaryFolder folder = made.Copy();
        // One ticker alone, so that the settings are soon chosen on the folds.
        Directory.Delete(folder.File("data"), recursive: true);
        await using Served served = await Served.StartAsync(
            folder.Path,
            (_, workflows) => workflows.Import(new("simulated:7", ["SIM01"]))
        );
        await using Tab tab = await fixture.OpenAsync(at: served);
        await tab.GoAsync("/optimisation?study=v7_volatility");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Train with these" }).PressAsync("Enter");
        await tab.Page.ArriveAsync("**/models");
        ILocator curves = tab.Page.Locator("#training-volatility");
        await Assertions.Expect(curves.Locator("canvas").First).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await Assertions
            .Expect(tab.Page.Locator("[data-job=train] [data-job-state]"))
            .ToHaveTextAsync("done", new() { Timeout = 120_000 });
        ModelVersion candidate = Assert.Single(served.Workflows.Models("volatility"), v => v.IsCandidate);
        Assert.Contains("v7_volatility_optimization.json", candidate.HyperparametersFrom, StringComparison.Ordinal);
        IAPIResponse jobs = await tab.Page.APIRequest.GetAsync("/api/v7/jobs?limit=1");
        JsonElement asked = (await jobs.JsonAsync())!.Value[0].GetProperty("request");
        Assert.Equal("v7_volatility", asked.GetProperty("study").GetString());
        await tab.Page.Locator("#training-volatility ~ details summary").PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#training-volatility ~ details tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>Brushes the last axis, which is the value's, from its lower end up until so many trials are
    /// left.</summary>
    private static async Task BrushAsync(IPage page, string trials)
    {
        (float x, float top, float bottom) = await LastAxisAsync(page);
        for (int part = 1; part < 10; part++)
        {
            await page.Mouse.ClickAsync(x, top + 4); // takes away what the last one brushed
            await page.Mouse.MoveAsync(x, bottom - 2);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x, bottom - ((bottom - top) * part / 10), new() { Steps = 4 });
            await page.Mouse.UpAsync();
            await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 100))"); // the chart waits, too
            if (await page.Locator("#study-view").GetAttributeAsync("data-brushed") == trials)
                return;
        }

        Assert.Fail($"No brush leaves {trials} trial(s).");
    }

    /// <summary>Where the last axis stands: it lies 60 px from the right, below 42 and above 24 px.</summary>
    private static async Task<(float X, float Top, float Bottom)> LastAxisAsync(IPage page)
    {
        ILocator box = page.Locator("#parallel");
        await box.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult at = (await box.BoundingBoxAsync())!;
        return (at.X + at.Width - 60, at.Y + 42, at.Y + at.Height - 24);
    }
}
