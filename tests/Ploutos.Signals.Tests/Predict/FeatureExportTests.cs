using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Tests.Predict;

public sealed class FeatureExportTests
{
    [Theory]
    [InlineData("AAPL")]
    [InlineData("MSFT")]
    public void Features_of_the_real_bars_as_they_stand_are_those_of_the_reference(string ticker)
    {
        string reference = TestPaths.SharedOrSkip("reference", $"features-{ticker}.csv"),
            bars = TestPaths.RealBarsOrSkip();
        using var folder = new TemporaryFolder();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder.Path), TimeProvider.System);
        workflows.Import(new ImportRequest($"csv:{bars}", [ticker]), null, TestContext.Current.CancellationToken);
        workflows.ExportFeatures(new(ticker, folder.File("features.csv"), Unrepaired: true));
        Dictionary<string, string[]> ours = File.ReadLines(folder.File("features.csv"))
            .Skip(1)
            .Select(l => l.Split(','))
            .ToDictionary(c => c[0]);
        int compared = 0;
        foreach (string[] expected in File.ReadLines(reference).Skip(1).Select(l => l.Split(',')))
        {
            string[] actual = ours[expected[0]];
            for (int column = 1; column < actual.Length; column++)
            {
                Assert.Equal(expected[column].Length == 0, actual[column].Length == 0);
                if (expected[column].Length == 0)
                    continue;
                Assert.Equal(Number(expected[column]), Number(actual[column]), 1e-9);
                compared++;
            }
        }

        Assert.True(compared > 25_000);
    }

    [Fact]
    public void Alpha158_of_the_real_bars_as_they_stand_is_that_of_the_reference_and_needs_no_model()
    {
        string reference = TestPaths.SharedOrSkip("reference", "alpha158", "alpha158-AAPL.csv"),
            bars = TestPaths.RealBarsOrSkip();
        using var folder = new TemporaryFolder();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder.Path), TimeProvider.System);
        workflows.Import(new ImportRequest($"csv:{bars}", ["AAPL"]), null, TestContext.Current.CancellationToken);
        workflows.ExportFeatures(new("AAPL", folder.File("a.csv"), "alpha158", Unrepaired: true));
        string[] ours = File.ReadAllLines(folder.File("a.csv")),
            theirs = File.ReadAllLines(reference);
        Assert.Equal(theirs[0], ours[0]);
        Dictionary<string, string> days = ours.ToDictionary(l => l[..l.IndexOf(',', StringComparison.Ordinal)]);
        foreach (string[] expected in theirs.Skip(1).Select(l => l.Split(',')))
        {
            string[] actual = days[expected[0]].Split(',');
            Assert.Equal(expected.Select(c => c.Length == 0), actual.Select(c => c.Length == 0));
            for (int column = 1; column < actual.Length; column++)
            {
                if (expected[column].Length == 0)
                    continue;
                double want = Number(expected[column]);
                Assert.Equal(want, Number(actual[column]), 1e-9 * Math.Max(1, Math.Abs(want)));
            }
        }
    }

    [Fact]
    public void A_set_is_named_or_refused_and_too_few_bars_are_said()
    {
        using var folder = new TemporaryFolder();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder.Path), TimeProvider.System);
        File.WriteAllLines(
            folder.File("NEW.csv"),
            [
                "Date,Open,High,Low,Close,Volume",
                .. Enumerable.Range(1, 28).Select(day => $"2024-02-{day:00},10,12,9,{10 + day % 2},1000"),
            ]
        );
        workflows.Import(
            new ImportRequest($"csv:{folder.File("NEW.csv")}"),
            null,
            TestContext.Current.CancellationToken
        );
        PloutosException unknown = Assert.Throws<PloutosException>(() =>
                workflows.ExportFeatures(new("NEW", folder.File("x.csv"), "alpha360"))
            ),
            few = Assert.Throws<PloutosException>(() =>
                workflows.ExportFeatures(new("NEW", folder.File("x.csv"), "alpha158"))
            );
        Assert.Equal(Fault.WrongUsage, unknown.Fault);
        Assert.Contains("momentum, reversion, volatility, alpha158, but got 'alpha360'", unknown.Message);
        Assert.Equal(Fault.TooFewBars, few.Fault);
        Assert.Contains("needs 61 bars, but NEW has 28", few.Message);
        Assert.False(File.Exists(folder.File("x.csv")));
        workflows.ExportFeatures(new("NEW", folder.File("r.csv"), "reversion"));
        Assert.StartsWith("Date,bollinger_percent_b_20,", File.ReadLines(folder.File("r.csv")).First());
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
