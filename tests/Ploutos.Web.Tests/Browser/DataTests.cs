using Microsoft.Playwright;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

/// <summary>The Data page: import of files, findings by month, vintages, fetching.</summary>
[Collection(BrowserTests.Name)]
public sealed class DataTests(BrowserFixture fixture, SimulatedWorkspace made)
{
    [Fact]
    public async Task A_dropped_file_is_checked_stored_and_told_twice_becomes_a_vintage()
    {
        using var folder = new TemporaryFolder();
        await using Served served = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);
        await tab.GoAsync("/data");
        IPage page = tab.Page;
        ILocator told = page.Locator("[data-imported] li");
        await page.Locator("#import-files").SetInputFilesAsync([Bars("OWN.csv", 100), Text("notes.csv", "no bars")]);
        await Assertions.Expect(told.First.Locator(".chip")).ToHaveClassAsync("chip good", new() { Timeout = 60_000 });
        await Assertions.Expect(told.First).ToContainTextAsync("1 titre, 40 barres, 0 constat grave");
        // The page shows what was stored without being asked for again
        await Assertions.Expect(page.Locator("#stored [aria-labelledby=stored-title] th a")).ToHaveTextAsync(["OWN"]);
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Le tableau a été actualisé.");
        await Assertions.Expect(told.Nth(1).Locator(".chip")).ToHaveClassAsync("chip bad", new() { Timeout = 60_000 });
        Assert.Equal("OWN", Assert.Single(served.Workflows.List()).Ticker);
        string kept = Assert.Single(Directory.GetFiles(folder.File("imports"), "*", SearchOption.AllDirectories));
        Assert.Equal("OWN.csv", Path.GetFileName(kept)); // what gave no bars is not kept

        // Dropped, and with another past
        await Drop(page, Bars("OWN.csv", 101));
        await Assertions.Expect(told.Nth(2).Locator(".chip")).ToHaveClassAsync("chip good", new() { Timeout = 60_000 });
        await tab.GoAsync("/data?ticker=OWN");
        ILocator changes = page.Locator("[data-vintage-changes]");
        Assert.True(int.Parse(await changes.GetAttributeAsync("data-vintage-changes") ?? "", null) > 0);
        await Assertions.Expect(page.Locator("#vintages")).ToContainTextAsync("première livraison");
        await Assertions.Expect(page.Locator("#vintages")).ToContainTextAsync("40 jours connus modifiés");
        await Assertions.Expect(page.Locator("#vintages [lang=en]:not(:empty)")).ToHaveCountAsync(2); // the source
        await tab.FitsAtAsync(360, 768, 1024, 1440);
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("data-import");
    }

    [Fact]
    public async Task An_import_whose_news_do_not_come_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using Served served = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(at: served);
        await tab.GoAsync("/data");
        // As where the server has nothing more to say of a job
        await tab.Page.RouteAsync("**/jobs/*/events", route => route.FulfillAsync(new() { Status = 204 }));
        await tab.Page.Locator("#import-files").SetInputFilesAsync([Bars("OWN.csv", 100)]);
        await Assertions
            .Expect(tab.Page.Locator("[data-imported] .chip"))
            .ToHaveClassAsync("chip good", new() { Timeout = 60_000 });
        await Assertions
            .Expect(tab.Page.Locator("#stored [aria-labelledby=stored-title] th a"))
            .ToHaveTextAsync(["OWN"]);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_and_a_large_one_is_cut_off()
    {
        using var folder = new TemporaryFolder();
        await using Served served = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(at: served);
        foreach (string name in new[] { "run.sh", "..%2Fa.csv", "", "a.exe" })
        {
            IAPIResponse refused = await SendAsync(tab, name, [1, 2]);
            Assert.Equal(400, refused.Status);
            Assert.Contains("'file' must be", await refused.TextAsync(), StringComparison.Ordinal);
        }

        using var client = new HttpClient();
        using var large = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(served.Address + "/api/v7/jobs/import?file=big.csv")
        );
        large.Headers.ExpectContinue = true; // refused before it is sent
        large.Content = new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]);
        large.Content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage answer = await client.SendAsync(large, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(
            Directory.Exists(folder.File("imports")) ? Directory.GetFileSystemEntries(folder.File("imports")) : []
        );
    }

    [Fact]
    public async Task Findings_are_drawn_by_month_and_a_fetch_is_followed_by_ticker()
    {
        using TemporaryFolder folder = made.Copy();
        await using Served served = await Served.StartAsync(folder.Path);
        string bars = folder.File("ODD.csv");
        // A high below the low, in two months
        string[] lines = System.Text.Encoding.UTF8.GetString(Bars("ODD.csv", 100).Buffer).Split('\n');
        lines[5] = lines[5].Replace(",104.0,", ",90.0,", StringComparison.Ordinal);
        lines[30] = lines[30].Replace(",104.0,", ",90.0,", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(bars, lines, TestContext.Current.CancellationToken);
        served.Workflows.Import(new(bars), cancellation: TestContext.Current.CancellationToken);
        await using Tab tab = await fixture.OpenAsync(at: served);
        await tab.GoAsync("/data");
        IPage page = tab.Page;
        await page.Locator("#finding-months").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Locator("#finding-months canvas").First).ToBeVisibleAsync();
        await page.Locator("[data-table=finding-months] summary").PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-table=finding-months]")).ToContainTextAsync("ODD");
        await page.Locator("#fetch-tickers").FillAsync("SIM08, SIM09");
        await page.Locator("#source").SelectOptionAsync("yahoo"); // which nobody is, in tests
        await page.GetByRole(AriaRole.Button, new() { Name = "Fetch", Exact = true }).PressAsync("Enter");
        await Assertions
            .Expect(page.Locator("#fetching tr[data-stage=failed]"))
            .ToHaveCountAsync(2, new() { Timeout = 90_000 });
        await Assertions.Expect(page.Locator("[data-job=fetch] [data-job-state]")).ToHaveTextAsync("failed");
        await tab.IsAccessibleAsync();
        await page.Locator("#fetch-tickers").FillAsync("SIM08");
        await page.Locator("#source").SelectOptionAsync("simulated");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fetch", Exact = true }).PressAsync("Enter");
        await Assertions
            .Expect(page.Locator("[aria-labelledby=stored-title] th a", new() { HasText = "SIM08" }))
            .ToBeVisibleAsync();
    }

    private static Task<IAPIResponse> SendAsync(Tab tab, string name, byte[] bytes) =>
        tab.Page.APIRequest.PostAsync(
            "/api/v7/jobs/import?file=" + name,
            new()
            {
                DataByte = bytes,
                Headers = new Dictionary<string, string> { ["Content-Type"] = "application/octet-stream" },
            }
        );

    private static async Task Drop(IPage page, FilePayload file) =>
        await page.EvaluateAsync(
            """
            ([name, text]) => {
              const data = new DataTransfer();
              data.items.add(new File([text], name));
              const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
              document.querySelector('[data-drop]').dispatchEvent(event);
            }
            """,
            new[] { file.Name, System.Text.Encoding.UTF8.GetString(file.Buffer) }
        );

    private static FilePayload Text(string name, string text) =>
        new()
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text),
        };

    /// <summary>Forty weekdays of a price that hardly moves.</summary>
    private static FilePayload Bars(string name, int price) =>
        Text(
            name,
            string.Join(
                '\n',
                Enumerable
                    .Range(0, 60)
                    .Select(i => new DateOnly(2024, 1, 2).AddDays(i))
                    .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    .Where(d => d is not ({ Month: 1, Day: 15 } or { Month: 2, Day: 19 })) // New York's holidays
                    .Take(40)
                    .Select(
                        (d, i) =>
                            FormattableString.Invariant(
                                $"{d:yyyy-MM-dd},{price + (i % 3)}.0,{price + 4}.0,{price - 4}.0,{price + (i % 2)}.0,9"
                            )
                    )
                    .Prepend("Date,Open,High,Low,Close,Volume")
            )
        );
}
