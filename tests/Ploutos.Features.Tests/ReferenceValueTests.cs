using Ploutos.Features.Labels;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests;

/// <summary>Every feature and label against the values that plain NumPy loops give
/// (Reference/README.md).</summary>
public sealed class ReferenceValueTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void All_features_and_labels_of_the_simulated_bars_agree_to_1e_9() =>
        AgreesWith(ReferenceData.InRepository("features-SIM1.csv"), ReferenceData.Sim1);

    [Theory]
    [InlineData("AAPL")]
    [InlineData("MSFT")]
    public void All_features_and_labels_of_real_bars_as_they_stand_agree_to_1e_9(string ticker) =>
        AgreesWith(
            TestPaths.SharedOrSkip("reference", $"features-{ticker}.csv"),
            ReferenceData.Bars(ticker, TestPaths.SharedOrSkip("market-data", "djia-2006-2017", $"{ticker}.csv"))
        );

    private static void AgreesWith(string path, BarSeries bars)
    {
        (string[] names, DateOnly[] dates, double[][] expected) = ReferenceData.Table(path);
        Dictionary<string, double[]> actual = Columns(bars);
        Assert.Equal(names, actual.Keys);
        int compared = 0;
        for (int j = 0; j < names.Length; j++)
        {
            for (int i = 0; i < dates.Length; i++)
            {
                double value = actual[names[j]][bars.Dates.BinarySearch(dates[i])],
                    want = expected[j][i];
                bool agrees = double.IsFinite(want) ? Math.Abs(value - want) <= Tolerance : double.IsNaN(value);
                Assert.True(agrees, $"{names[j]} on {dates[i]:yyyy-MM-dd}: {value:R}, not {want:R}");
                compared += double.IsFinite(want) ? 1 : 0;
            }
        }

        Assert.True(compared > 25_000, $"only {compared} values were compared");
    }

    private static Dictionary<string, double[]> Columns(BarSeries bars)
    {
        Dictionary<string, double[]> columns = [];
        FeatureMatrix[] matrices = FeatureSet.Compute(bars, [.. FeatureSet.All]);
        for (int s = 0; s < matrices.Length; s++)
            for (int j = 0; j < matrices[s].Columns; j++)
                columns.Add($"{FeatureSet.All[s].Name}.{matrices[s].Names[j]}", matrices[s].Column(j).ToArray());
        foreach (Label label in (Label[])[Label.Momentum(), Label.Reversion(), Label.Volatility()])
            columns.Add(label.Name, label.Compute(bars));
        return columns;
    }
}
