using System.Text.Json;
using System.Text.RegularExpressions;
using Ploutos.Research.Reports;
using Ploutos.Tests;
using Ploutos.Tuning;

namespace Ploutos.Research.Tests.Reports;

public sealed partial class StudyReportTests
{
    [Fact]
    public void The_report_holds_every_trial_and_the_importance_of_each_parameter()
    {
        JsonElement data = Data(StudyReport.Render(Searched("v7_momentum", 40)));
        Assert.Equal("v7_momentum", data.GetProperty("name").GetString());
        Assert.Equal(40, data.GetProperty("trials").GetArrayLength());
        Assert.Equal(
            ["learning_rate", "batch_size", "epochs"],
            data.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString())
        );
        Assert.Equal(3, data.GetProperty("importance").GetArrayLength());
        Assert.All(
            data.GetProperty("trials").EnumerateArray(),
            t => Assert.NotEqual(0, t.GetProperty("curve").GetArrayLength())
        );
        Assert.Contains(
            data.GetProperty("trials").EnumerateArray(),
            t => t.GetProperty("state").GetString() == "PRUNED"
        );
    }

    [Fact]
    public void The_report_loads_nothing_from_elsewhere()
    {
        string html = StudyReport.Render(Searched("offline", 5));
        Assert.DoesNotContain(
            "{{",
            html.Replace(Script(html, 1), "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.DoesNotMatch(
            @"(?i)<(script|img|iframe)[^>]+src=|<link\b|@import|url\(\s*['""]?http",
            html.Replace(Script(html, 1), "", StringComparison.Ordinal)
        );
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_end_the_script_it_stands_in()
    {
        const string name = "</script><script>alert(1)</script>";
        string html = StudyReport.Render(Searched(name, 5));
        Assert.DoesNotContain(name, html, StringComparison.Ordinal);
        Assert.Equal(name, Data(html).GetProperty("name").GetString());
    }

    [Fact]
    public void An_empty_study_has_a_report_too() =>
        Assert.Equal(0, Data(StudyReport.Render(Study.Create())).GetProperty("trials").GetArrayLength());

    [Fact]
    public void The_file_is_written_whole()
    {
        using TemporaryFolder folder = new();
        StudyReport.Write(Searched("file", 5), folder.File("reports", "study.html"));
        Assert.Equal(["study.html"], Directory.GetFiles(folder.File("reports")).Select(f => Path.GetFileName(f)!));
        Assert.EndsWith("</html>\n", File.ReadAllText(folder.File("reports", "study.html")), StringComparison.Ordinal);
    }

    private static Study Searched(string name, int trials)
    {
        Study study = Study.Create(
            new StudyOptions
            {
                Name = name,
                Sampler = new TpeSampler(new TpeOptions { Seed = 42 }),
                Pruner = new MedianPruner(3, 2),
            }
        );
        study.Optimize(
            t =>
            {
                double lr = t.SuggestFloat("learning_rate", 1e-5, 1e-3, log: true);
                int batch = t.SuggestCategorical("batch_size", 32, 64, 128, 256),
                    epochs = t.SuggestInt("epochs", 20, 100, step: 10);
                double value = Math.Pow(Math.Log10(lr) + 4, 2) + Math.Abs(Math.Log2(batch) - 6) / 4 + epochs / 500.0;
                for (int step = 0; step < 8; step++)
                {
                    t.Report(step == 3 && t.Number == 2 ? double.NaN : value + 1.0 / (step + 1), step);
                    if (t.ShouldPrune())
                        throw new TrialPrunedException();
                }
                return t.Number == 4 ? double.PositiveInfinity : value;
            },
            new OptimizeOptions { Trials = trials },
            TestContext.Current.CancellationToken
        );
        return study;
    }

    private static JsonElement Data(string html) => JsonDocument.Parse(Script(html, 0)).RootElement;

    private static string Script(string html, int index) => Scripts().Matches(html)[index].Groups[1].Value;

    [GeneratedRegex(@"<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
