using Microsoft.Playwright;
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
        ILocator box = page.Locator("#parallel");
        await box.ScrollIntoViewIfNeededAsync();
        var at = (await box.BoundingBoxAsync())!;
        // The first axis lies 40 px from the left; its brush covers all of it, then nothing.
        float axis = at.X + 40;
        await page.Mouse.MoveAsync(axis, at.Y + 46);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(axis, at.Y + 60, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#study-view")).ToHaveAttributeAsync("data-brushed", Count());
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
        await page.WaitForURLAsync("**with=v7_volatility");
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
        await tab.Page.WaitForURLAsync("**/models");
        ILocator curves = tab.Page.Locator("#training-volatility");
        await Assertions.Expect(curves.Locator("canvas").First).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await Assertions
            .Expect(tab.Page.Locator("[data-job=train] [data-job-state]"))
            .ToHaveTextAsync("done", new() { Timeout = 120_000 });
        Assert.Contains(served.Workflows.Models("volatility"), v => v.IsCandidate);
    }

    private static System.Text.RegularExpressions.Regex Count() => new("^[0-9]+$");
}
