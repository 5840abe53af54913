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
        workflows.ExportFeatures(ticker, folder.File("features.csv"), unrepaired: true);
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

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
