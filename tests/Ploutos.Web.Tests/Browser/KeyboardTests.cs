using Microsoft.Playwright;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

/// <summary>The whole way from a training to two backtests beside one another, with the keyboard alone.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(BrowserFixture fixture, SimulatedWorkspace made)
{
    private const float Patience = 120_000;

    [Fact]
    public async Task Train_compare_promote_backtest_and_compare_need_no_mouse()
    {
        using TemporaryFolder folder = made.Copy();
        await using Served served = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync((1440, 900), at: served);
        await tab.GoAsync("/models");
        IPage page = tab.Page;

        // Train volatility alone, on one ticker
        foreach (string other in new[] { "Momentum", "Reversion" })
            await PressAsync(page, page.Locator("form[data-kind=train]").GetByLabel(other), "Space");
        await PressAsync(page, page.Locator("#train-tickers"), "S");
        await page.Keyboard.TypeAsync("IM01");
        await PressAsync(page, page.Locator("form[data-kind=train] button.main"), "Enter");
        ILocator beside = page.GetByRole(AriaRole.Link, new() { Name = "Side by side" });
        await Assertions.Expect(beside).ToBeVisibleAsync(new() { Timeout = Patience });
        await tab.SettleAsync();

        // Compare, and promote
        string candidate = served.Workflows.Models("volatility").Single(v => v.IsCandidate).Version;
        await PressAsync(page, beside, "Enter");
        await Assertions.Expect(page.Locator("[data-diagnosis='2']")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await tab.SettleAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = candidate }), "Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(candidate);

        // Two backtests
        await PressAsync(page, page.Locator(".tabs a", new() { HasText = "Backtests" }), "Enter");
        await page.ArriveAsync("**/backtests");
        await PressAsync(page, page.Locator("form[data-kind=backtest] button.main"), "Enter");
        ILocator again = page.GetByRole(AriaRole.Link, new() { Name = "Run again with" });
        await Assertions.Expect(again).ToBeVisibleAsync(new() { Timeout = Patience });
        await PressAsync(page, again, "Enter");
        await page.ArriveAsync("**again=true**", Patience);
        await PressAsync(page, page.GetByLabel("Direction"), "ArrowDown");
        await Assertions.Expect(page.GetByLabel("Direction")).ToHaveValueAsync("long-short");
        await PressAsync(page, page.Locator("form[data-kind=backtest] button.main"), "Enter");
        ILocator ticks = page.Locator("input[name=id]");
        await Assertions.Expect(ticks).ToHaveCountAsync(2, new() { Timeout = Patience });
        await tab.SettleAsync();

        // Side by side
        await PressAsync(page, ticks.First, "Space");
        await PressAsync(page, ticks.Last, "Space");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }), "Enter");
        await Assertions.Expect(page.Locator("[data-compared]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr[data-differs=direction]")).ToBeVisibleAsync();
        tab.IsQuiet();
    }

    /// <summary>Presses a key on an element that Tab or Shift+Tab reaches from where the focus is.</summary>
    private static async Task PressAsync(IPage page, ILocator element, string key)
    {
        await Assertions.Expect(element).ToBeVisibleAsync();
        await Assertions.Expect(element).ToBeEnabledAsync();
        IElementHandle wanted = (await element.ElementHandleAsync())!;
        const int most = 300;
        // Backwards where it stands before the focus
        bool isBefore = await wanted.EvaluateAsync<bool>(
            "e => !!(document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)"
        );
        for (int i = 0; i < most; i++)
        {
            if (await wanted.EvaluateAsync<bool>("e => document.activeElement === e"))
            {
                await page.Keyboard.PressAsync(key);
                return;
            }

            await page.Keyboard.PressAsync(isBefore ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"{await wanted.EvaluateAsync<string>("e => e.outerHTML.slice(0, 200)")} is not reached by Tab.");
    }
}
