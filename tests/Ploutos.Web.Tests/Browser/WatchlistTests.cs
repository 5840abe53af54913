using Microsoft.Playwright;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

/// <summary>A watchlist of two pages.</summary>
[Collection(BrowserTests.Name)]
public sealed class WatchlistTests(BrowserFixture fixture)
{
    private const int Tickers = 55;

    [Fact]
    public async Task A_watchlist_stays_as_it_was_chosen_and_tells_those_who_listen()
    {
        using TemporaryFolder folder = new(),
            files = new();
        for (int i = 0; i < Tickers; i++)
            Write(files, $"SIM{10 + i}");
        await using Served served = await Served.StartAsync(
            folder.Path,
            (_, workflows) => workflows.Import(new("csv:" + files.Path))
        );
        await using Tab tab = await fixture.OpenAsync(at: served);
        var asked = new List<string>();
        tab.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("handler=Rows", StringComparison.Ordinal))
                asked.Add(request.Url);
        };
        await tab.GoAsync("/watchlist");
        IPage page = tab.Page;
        ILocator rows = page.Locator("#watchlist tbody tr"),
            status = page.Locator("#live");

        // The next page, and the one who turned it stays at its buttons
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(Tickers - 50);
        await Assertions.Expect(status).ToHaveTextAsync($"{Tickers} of {Tickers} tickers");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Previous page" })).ToBeFocusedAsync();
        await page.ArriveAsync("**/watchlist?number=2");
        await page.ReloadAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(Tickers - 50);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-live", "on");
        served.Workflows.Import(new(Write(files, "SIM90")), cancellation: TestContext.Current.CancellationToken);
        await Assertions.Expect(rows).ToHaveCountAsync(Tickers + 1 - 50); // still the second page

        // A filter that is "1" is kept, and a word is asked for once
        asked.Clear();
        await page.Locator("#filter").PressSequentiallyAsync("IM1", new() { Delay = 10 });
        await Assertions.Expect(rows).ToHaveCountAsync(10);
        Assert.DoesNotContain(asked, a => a.Contains("filter=I&") || a.Contains("filter=IM&"));
        Assert.Contains(asked, a => a.Contains("filter=IM1&"));
        await page.Locator("#filter").FillAsync("1");
        await page.ArriveAsync("**/watchlist?filter=1");
        int found = await rows.CountAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#filter")).ToHaveValueAsync("1");
        await Assertions.Expect(rows).ToHaveCountAsync(found);
        tab.IsQuiet();
    }

    private static string Write(TemporaryFolder files, string ticker)
    {
        string file = files.File(ticker + ".csv");
        File.WriteAllLines(
            file,
            Enumerable
                .Range(0, 30)
                .Select(i => new DateOnly(2024, 1, 2).AddDays(i))
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Select(d => FormattableString.Invariant($"{d:yyyy-MM-dd},10,11,9,10,100"))
                .Prepend("Date,Open,High,Low,Close,Volume")
        );
        return file;
    }
}
