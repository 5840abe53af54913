using Microsoft.Playwright;
using Ploutos.Research.Backtests;
using Ploutos.Tests;
using Ploutos.Workflows;

namespace Ploutos.Web.Tests.Browser;

/// <summary>A workspace with two backtests that nobody else writes to.</summary>
public sealed class Workbench(SimulatedWorkspace made) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = made.Copy();
    private Served? _served;

    internal Served Served => _served!;

    internal IPloutosWorkflows Workflows => Served.Workflows;

    /// <summary>The first backtest.</summary>
    internal string First { get; private set; } = "";

    /// <summary>Another one that differs in six options.</summary>
    internal string Second { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        _served = await Served.StartAsync(
            _folder.Path,
            (_, workflows) =>
            {
                First = workflows.Backtest(new BacktestRequest { From = "models" }).Id;
                Second = workflows
                    .Backtest(
                        new BacktestRequest
                        {
                            From = "models",
                            Direction = "long-short",
                            Sizing = "volatility-target",
                            SizingForecast = "ewma",
                            CommissionBp = 3,
                            SlippageBp = 6,
                        }
                    )
                    .Id;
            }
        );

    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The Backtests page as a workbench: charts, comparison, running again, paper.</summary>
[Collection(BrowserTests.Name)]
public sealed class WorkbenchTests(BrowserFixture fixture, Workbench bench) : IClassFixture<Workbench>
{
    private static readonly string[] s_charts =
    [
        "equity",
        "drawdown",
        "rolling",
        "distribution",
        "months",
        "exposure",
        "turnover",
        "profit",
    ];

    [Fact]
    public async Task A_backtest_has_its_charts_each_with_a_table_and_a_picture()
    {
        string id = bench.Second;
        await using Tab tab = await fixture.OpenAsync((1440, 900), language: "fr-FR", at: bench.Served);
        await tab.GoAsync("/backtests?id=" + id);
        foreach (string chart in s_charts)
        {
            ILocator box = tab.Page.Locator("#account-" + chart);
            await box.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(box.Locator("canvas").First).ToBeVisibleAsync();
            ILocator table = tab.Page.Locator($"[data-table={chart}]");
            await table.Locator("summary").PressAsync("Enter");
            await Assertions.Expect(table.Locator("tbody tr").First).ToBeVisibleAsync();
            await table.Locator("summary").PressAsync("Enter");
        }

        IDownload picture = await tab.Page.RunAndWaitForDownloadAsync(() =>
            tab.Page.Locator("[data-png=equity]").PressAsync("Enter")
        );
        Assert.Equal($"backtest-{id}-equity.png", picture.SuggestedFilename);
        byte[] bytes = await File.ReadAllBytesAsync(await picture.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal("PNG"u8.ToArray(), bytes[1..4]);
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("workbench-french");
        tab.IsQuiet();
    }

    [Fact]
    public async Task Two_runs_are_ticked_by_keyboard_and_stand_beside_one_another()
    {
        string[] ids = [bench.Second, bench.First];
        await using Tab tab = await fixture.OpenAsync((1440, 900), at: bench.Served);
        await tab.GoAsync("/backtests");
        IPage page = tab.Page;
        ILocator compare = page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true });
        await Assertions.Expect(compare).ToBeDisabledAsync();
        foreach (string id in ids)
            await page.Locator($"input[name=id][value='{id}']").PressAsync("Space");
        await compare.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("id=[^&,]+,[^&,]+$"));
        ILocator table = page.Locator("[data-compared]");
        string[] differ = await table
            .Locator("tr[data-differs]")
            .EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.differs)");
        Assert.Equal(
            ["commission_bp", "direction", "sizing", "sizing_forecast", "sizing_scope", "slippage_bp"],
            differ.Order()
        );
        await Assertions.Expect(table.Locator("tr[data-differs=direction]")).ToContainTextAsync("Long and short");
        await Assertions.Expect(page.Locator("[data-overfitting]")).ToContainTextAsync("probability of overfitting");
        await page.Locator("#account-equity").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Locator("#account-equity canvas").First).ToBeVisibleAsync();
        await tab.IsAccessibleAsync();
        await tab.FitsAtAsync(360, 768, 1024, 1440);
        await tab.ShootAsync("workbench-compared");
        tab.IsQuiet();
    }

    [Fact]
    public async Task Running_again_fills_the_form_as_the_run_was_made()
    {
        string id = bench.Second;
        await using Tab tab = await fixture.OpenAsync(at: bench.Served);
        await tab.GoAsync("/backtests?id=" + id);
        IPage page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Run again with" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Direction")).ToHaveValueAsync("long-short");
        await Assertions.Expect(page.GetByLabel("Sizing")).ToHaveValueAsync("volatility-target");
        await Assertions.Expect(page.GetByLabel("Volatility by")).ToHaveValueAsync("ewma");
        await Assertions.Expect(page.GetByLabel("Commission (bp)")).ToHaveValueAsync("3");
        await Assertions.Expect(page.GetByLabel("Most in one ticker")).ToHaveValueAsync("25");
        await page.GetByLabel("Slippage (bp)").FillAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).PressAsync("Enter");
        await page.ArriveAsync("**/backtests");
        BacktestResult made = bench.Workflows.Backtest(bench.Workflows.Backtests()[0].Id);
        BacktestRequest before = bench.Workflows.Backtest(id).Options;
        Assert.Equal(before with { SlippageBp = 9 }, made.Options with { Tickers = before.Tickers });
    }

    [Fact]
    public async Task A_printed_backtest_has_every_chart_and_nothing_to_press()
    {
        await using Tab tab = await fixture.OpenAsync(scheme: ColorScheme.Dark, at: bench.Served);
        await tab.GoAsync("/backtests?id=" + bench.First);
        await Assertions.Expect(tab.Page.Locator("#account-equity canvas").First).ToBeVisibleAsync();
        // A browser takes the page as it is when print() is called, with what the listeners did at once.
        await tab.Page.EvaluateAsync(
            """
            () => {
              window.print = () => {
                dispatchEvent(new Event('beforeprint'));
                dispatchEvent(new Event('beforeprint')); // as a preview does that is made again
                window.printed = {
                  theme: document.documentElement.dataset.theme,
                  widths: [...document.querySelectorAll('[data-chart]')]
                    .map(c => c.querySelector('canvas')?.style.width),
                };
                dispatchEvent(new Event('afterprint'));
              };
            }
            """
        );
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Print" }).PressAsync("Enter");
        await tab.Page.WaitForFunctionAsync("() => window.printed");
        Assert.Equal("light", await tab.Page.EvaluateAsync<string>("() => window.printed.theme"));
        Assert.Equal(
            Enumerable.Repeat("660px", s_charts.Length),
            await tab.Page.EvaluateAsync<string[]>("() => window.printed.widths")
        );
        Assert.Equal("system", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));

        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await Assertions.Expect(tab.Page.Locator("[data-chart]:has(canvas)")).ToHaveCountAsync(s_charts.Length);
        Assert.Equal("light", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));
        await Assertions
            .Expect(tab.Page.Locator("button:not(th > button):visible, form:visible, nav:visible"))
            .ToHaveCountAsync(0);
        await tab.Page.PdfAsync(
            new()
            {
                Path = Path.Combine(BrowserFixture.Screenshots, "backtest.pdf"),
                Format = "A4",
                PrintBackground = true,
            }
        );
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_form_has_every_option_of_a_backtest_but_files()
    {
        await using Tab tab = await fixture.OpenAsync(at: bench.Served);
        await tab.GoAsync("/backtests");
        string[] fields = await tab.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelector('form[data-kind=backtest]').elements].map(e => e.name).filter(n => n)"
        );
        string[] options =
        [
            .. typeof(BacktestRequest)
                .GetProperties()
                .Select(p => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))
                // The list of ensembles is there where there is a choice; a file is never taken from a network.
                .Except(["ensemble", "signal_file", "equality_contract"]),
        ];
        Assert.Empty(options.Except(fields));
    }

    [Fact]
    public async Task Too_many_runs_are_refused_with_the_rule()
    {
        await using Tab tab = await fixture.OpenAsync(at: bench.Served);
        IAPIResponse refused = await tab.Page.APIRequest.GetAsync("/api/v7/backtests/compare?ids=a,b,c,d,e");
        Assert.Equal(400, refused.Status);
        Assert.Contains("2 to 4", await refused.TextAsync(), StringComparison.Ordinal);
        IAPIResponse page = await tab.Page.APIRequest.GetAsync("/backtests?id=a,b,c,d,e");
        Assert.Equal(400, page.Status);
        // A form without scripts names each on its own.
        IAPIResponse joined = await tab.Page.APIRequest.GetAsync($"/backtests?id={bench.First}&id={bench.Second}");
        Assert.EndsWith($"?id={bench.First},{bench.Second}", joined.Url, StringComparison.Ordinal);
    }
}
