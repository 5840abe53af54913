using System.Text.Json;
using Ploutos.Features.Expressions;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests.Expressions;

/// <summary>The named set against the values that pandas gives.</summary>
public sealed class Alpha158Tests
{
    [Fact]
    public void The_158_expressions_are_those_of_the_reference()
    {
        Dictionary<string, string> reference = JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(TestPaths.SharedOrSkip("reference", "alpha158", "alpha158.json"))
        )!;
        Assert.Equal(158, ExpressionSet.Alpha158.Names.Count);
        Assert.Equal(reference, ExpressionSet.Alpha158.Expressions.ToDictionary(e => e.Name, e => e.Text));
        Assert.Equal(reference.Keys, ExpressionSet.Alpha158.Names);
    }

    [Fact]
    public void All_values_agree_with_the_reference_to_1e_9()
    {
        (string[] names, DateOnly[] dates, double[][] expected) = ReferenceData.Table(
            TestPaths.SharedOrSkip("reference", "alpha158", "alpha158-AAPL.csv")
        );
        BarSeries bars = RealMarket.BarsOrSkip().Single(b => b.Ticker == "AAPL");
        FeatureMatrix actual = ExpressionSet.Alpha158.Compute(bars);
        Assert.Equal(names, actual.Names);
        int compared = 0;
        for (int j = 0; j < names.Length; j++)
        {
            for (int i = 0; i < dates.Length; i++)
            {
                double value = actual.Column(j)[bars.Dates.BinarySearch(dates[i])],
                    want = expected[j][i];
                bool agrees = double.IsNaN(want)
                    ? double.IsNaN(value)
                    : Math.Abs(value - want) <= 1e-9 * Math.Max(1, Math.Abs(want));
                Assert.True(agrees, $"{names[j]} on {dates[i]:yyyy-MM-dd}: {value:R}, not {want:R}");
                compared += double.IsNaN(want) ? 0 : 1;
            }
        }

        Assert.True(compared > 4_500, $"only {compared} values were compared");
    }

    [Fact]
    public void The_first_complete_row_is_the_bar_that_the_set_says()
    {
        FeatureMatrix matrix = ExpressionSet.Alpha158.Compute(SampleBars.RandomWalk(100, 3));
        int[] runs = matrix.CompleteRuns();
        Assert.Equal(61, ExpressionSet.Alpha158.RequiredBars);
        Assert.Equal(60, Array.FindIndex(runs, r => r > 0));
        Assert.Equal(40, runs[^1]);
    }

    [Fact]
    public void Flat_bars_have_no_correlation_and_no_line_and_a_neutral_rank()
    {
        FeatureMatrix matrix = ExpressionSet.Alpha158.Compute(SampleBars.Flat(120));
        Assert.True(double.IsNaN(matrix.Column("CORR20")[^1]));
        Assert.True(double.IsNaN(matrix.Column("RSQR20")[^1]));
        Assert.Equal(1, matrix.Column("MA60")[^1]);
        Assert.Equal(0, matrix.Column("STD60")[^1]);
        Assert.Equal(0, matrix.Column("RESI60")[^1]);
        Assert.Equal(0.525, matrix.Column("RANK20")[^1], 1e-12);
    }
}
