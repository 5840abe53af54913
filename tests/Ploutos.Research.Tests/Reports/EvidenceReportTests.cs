using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Metrics;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Reports;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Tests;

namespace Ploutos.Research.Tests.Reports;

public sealed partial class EvidenceReportTests
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly ExplainedExpert[] Explained =
    [
        new(
            "momentum",
            new AttentionProfile([0.5, 0.3, 0.2], [0.4, 0.2, 0.1], [0.6, 0.4, 0.3], [0.45, 0.3, 0.25], 100),
            [new FeatureImportance("return_1d", new(0.01, 0.005, 0.015), new(0.001, 0, 0.002))]
        ),
    ];

    [Fact]
    public void The_page_of_a_backtest_holds_its_data_and_loads_nothing_from_elsewhere()
    {
        using var bench = new BacktestBench();
        BacktestResult result = bench.Run(new() { SignalFile = bench.Targets() });
        string html = File.ReadAllText(Path.Combine(result.Folder, "report.html"));
        JsonElement data = JsonDocument.Parse(Script(html, 0)).RootElement;
        Assert.Equal(
            result.Series.Days.Count,
            data.GetProperty("backtest").GetProperty("series").GetProperty("equity").GetArrayLength()
        );
        Assert.Equal(result.Trades.Count, data.GetProperty("backtest").GetProperty("tradeCount").GetInt32());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("evaluation").ValueKind);
        // ECharts itself names addresses of its licence and of SVG
        string own = html.Replace(Script(html, 1), "", StringComparison.Ordinal);
        Assert.DoesNotContain("://", own, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", own, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_end_the_script_it_stands_in_and_what_is_not_defined_is_null()
    {
        string html = EvidenceReport.Render(EvaluationReport.Of(EvaluationSample.Result("x")));
        JsonElement evaluation = JsonDocument.Parse(Script(html, 0)).RootElement.GetProperty("evaluation");
        Assert.Equal("a </script> in a note", evaluation.GetProperty("notes")[0].GetString());
        JsonElement auc = evaluation
            .GetProperty("questions")[0]
            .GetProperty("forecasters")[2]
            .GetProperty("metrics")
            .GetProperty("auc");
        Assert.Equal(JsonValueKind.Null, auc.GetProperty("value").ValueKind);
    }

    /// <summary>Every chart is drawn, has its words and its table, and the page is no wider than a
    /// phone.</summary>
    [Fact]
    public async Task A_browser_draws_every_chart_on_a_phone_and_none_is_wider_than_the_page()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"needs a browser, {Chromium}, which is not on this machine");
        using var bench = new BacktestBench();
        using var folder = new TemporaryFolder();
        string path = folder.File("report.html");
        EvidenceReport.Write(
            BacktestReport.Of(bench.Run(new() { SignalFile = bench.Targets() }), Explained) with
            {
                Evaluation = EvaluationReport.Of(EvaluationSample.Result("x")).Evaluation,
            },
            path
        );
        const string probe = """
            <script>addEventListener('load', () => {
              const all = selector => [...document.querySelectorAll(selector)], seen = document.body.dataset;
              seen.charts = all('.chart').length;
              seen.drawn = all('.chart svg').length;
              const isWide = e => !e.closest('.scroll,svg') && e.getBoundingClientRect().right > innerWidth + 1;
              seen.wide = all('main *').filter(isWide).length;
            })</script>
            """;
        string html = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            path,
            html.Insert(html.LastIndexOf("</body>", StringComparison.Ordinal), probe),
            TestContext.Current.CancellationToken
        );
        const string phone = """
            <iframe id=f src=report.html style='width:360px;height:9000px;border:0'></iframe>
            <script>addEventListener('load', () => {
              const report = document.getElementById('f').contentDocument;
              document.body.dataset.seen = JSON.stringify({ ...report.body.dataset });
            })</script>
            """;
        await File.WriteAllTextAsync(folder.File("phone.html"), phone, TestContext.Current.CancellationToken);
        string page = await Dump(folder.File("phone.html"), folder.File("profile"));

        Match seen = Seen().Match(page);
        Assert.True(seen.Success, page);
        JsonElement counted = JsonDocument
            .Parse(seen.Groups[1].Value.Replace("&quot;", "\"", StringComparison.Ordinal))
            .RootElement;
        Assert.Equal("16", counted.GetProperty("charts").GetString());
        Assert.Equal("16", counted.GetProperty("drawn").GetString());
        Assert.Equal("0", counted.GetProperty("wide").GetString());
    }

    private static async Task<string> Dump(string path, string profile)
    {
        string[] options =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--allow-file-access-from-files",
            $"--user-data-dir={profile}",
            "--virtual-time-budget=3000",
            "--dump-dom",
        ];
        var start = new ProcessStartInfo(Chromium, [.. options, $"file://{path}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process browser = Process.Start(start)!;
        Task<string> errors = browser.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string page = await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await errors;
        await browser.WaitForExitAsync(TestContext.Current.CancellationToken);
        return page;
    }

    private static string Script(string html, int index) => Scripts().Matches(html)[index].Groups[1].Value;

    [GeneratedRegex(@"<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("data-seen=\"([^\"]*)\"")]
    private static partial Regex Seen();
}
