using System.Text.Json;
using Microsoft.Playwright;
using Ploutos.Research.Backtests;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed partial class TradeTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Trades_are_sorted_and_filtered_by_the_server_and_lead_to_the_chart_with_arrows()
    {
        string id = fixture.Workflows.Backtests()[0].Id;
        double[] profits = [.. fixture.Workflows.Backtest(id).Trades.Select(t => t.Profit)];
        Assert.NotEmpty(profits);
        await using Tab tab = await fixture.OpenAsync((1440, 900));
        await tab.GoAsync("/backtests?id=" + id);
        IPage page = tab.Page;
        ILocator trades = page.Locator("[data-trades-into]"),
            rows = trades.Locator("tbody tr");
        await trades.GetByRole(AriaRole.Button, new() { Name = "Profit" }).PressAsync("Enter");
        await Assertions.Expect(trades.Locator("th[aria-sort=descending]")).ToHaveTextAsync("Profit");
        await page.Locator("#trades-result").SelectOptionAsync("lost");
        int lost = profits.Count(p => p <= 0);
        await Assertions.Expect(rows).ToHaveCountAsync(Math.Min(50, lost));
        await page.Locator("#trades-result").SelectOptionAsync("");
        await Assertions.Expect(rows).ToHaveCountAsync(Math.Min(50, profits.Length));
        await tab.IsAccessibleAsync();
        await rows.Locator("a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#prices")).ToHaveAttributeAsync("data-trades", Numbers());
        await tab.SettleAsync();
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_trade_has_prices_that_give_its_profit_and_the_target_that_opened_it()
    {
        string id = fixture.Workflows.Backtests()[0].Id;
        foreach (var trade in fixture.Workflows.Backtest(id).Trades.Where(t => t.Closed is not null))
        {
            double sign = trade.Side == "long" ? 1 : -1;
            Assert.True(trade is { Shares: > 0, Entry: > 0, Exit: > 0, Commission: > 0 });
            Assert.True(sign * trade.Target > 0);
            // What opened it points its way, and the score agrees with the signal.
            Assert.EndsWith(sign > 0 ? "BUY" : "SELL", trade.Signal, StringComparison.Ordinal);
            Assert.True(sign * trade.Score > 0);
            Assert.Equal(Math.Sign(trade.Profit), Math.Sign(trade.Return!.Value));
        }

        await using Tab tab = await fixture.OpenAsync();
        IAPIResponse csv = await tab.Page.APIRequest.GetAsync($"/api/v7/backtests/{id}/trades.csv");
        string[] lines = (await csv.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(fixture.Workflows.Backtest(id).Trades.Count + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(14, line.Split(',').Length));
        IAPIResponse refused = await tab.Page.APIRequest.GetAsync($"/api/v7/backtests/{id}/trades?sort=colour");
        Assert.Equal(400, refused.Status);
        JsonElement problem = (await refused.JsonAsync())!.Value;
        Assert.Contains("'sort'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticker_leads_to_its_evidence_model_findings_and_backtests_and_back()
    {
        BacktestResult newest = fixture.Workflows.Backtest(fixture.Workflows.Backtests()[0].Id);
        string ticker = newest.Trades[0].Ticker;
        int trades = newest.Trades.Count(t => t.Ticker == ticker);
        await using Tab tab = await fixture.OpenAsync((1440, 900), language: "fr-FR");
        await tab.GoAsync("/analyse?ticker=" + ticker);
        IPage page = tab.Page;
        await Assertions.Expect(page.Locator($".steps a[href='/data?ticker={ticker}#findings']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".steps a[href='/models']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#experts a[href^='/models/version?expert=']")).ToHaveCountAsync(3);

        ILocator runs = page.Locator("[data-ticker-backtests] tbody tr");
        await Assertions
            .Expect(runs.First)
            .ToContainTextAsync(trades.ToString(new System.Globalization.CultureInfo("fr")));
        await runs.First.Locator("th a").PressAsync("Enter");
        await page.ArriveAsync($"**/backtests?id={newest.Id}&ticker={ticker}**");
        await Assertions.Expect(page.Locator("#trades-ticker")).ToHaveValueAsync(ticker);
        ILocator rows = page.Locator("[data-trades-into] tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(Math.Min(50, trades));
        await Assertions
            .Expect(rows.Locator("th a", new() { HasText = ticker }))
            .ToHaveCountAsync(Math.Min(50, trades));
        await rows.First.Locator("th a").PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(ticker);
        await Assertions.Expect(page.Locator("#prices")).ToHaveAttributeAsync("data-trades", Numbers());

        await page.Locator("#experts a[href^='/models/version?expert=volatility']").PressAsync("Enter");
        await page.ArriveAsync("**/models/version**");
        await Assertions.Expect(page.Locator("#local-title a")).ToBeVisibleAsync(); // back to a ticker
        await tab.SettleAsync();
        tab.IsQuiet();
    }

    [System.Text.RegularExpressions.GeneratedRegex("^[1-9][0-9]*$")]
    private static partial System.Text.RegularExpressions.Regex Numbers();
}
