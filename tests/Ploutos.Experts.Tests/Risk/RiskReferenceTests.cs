using System.Text.Json;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Risk;

/// <summary>The fits and forecasts of the NumPy and scikit-learn reference, on the real bars as
/// they stand.</summary>
public sealed class RiskReferenceTests
{
    private const double Tolerance = 1e-6;
    private static readonly DateOnly s_cut = new(2014, 1, 1);

    [Theory]
    [InlineData("har", RiskInputSet.Har)]
    [InlineData("own", RiskInputSet.Own)]
    [InlineData("market", RiskInputSet.Market)]
    public void Means_deviations_weights_and_the_logistic_fit_agree_to_1e_6(string name, RiskInputSet set)
    {
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllText(TestPaths.SharedOrSkip("reference", "risk", "risk-model.json"))
        );
        JsonElement expected = file.RootElement.GetProperty(name);
        RiskRegression actual = Fit(set);
        Assert.Equal(expected.GetProperty("inputs").EnumerateArray().Select(e => e.GetString()!), actual.Inputs);
        Agree(expected.GetProperty("mean"), actual.Ridge.Mean);
        Agree(expected.GetProperty("deviation"), actual.Ridge.Deviation);
        Agree(expected.GetProperty("weights"), actual.Ridge.Weights);
        Agree(expected.GetProperty("intercept").GetDouble(), actual.Ridge.Intercept);
        Agree(expected.GetProperty("logistic").GetProperty("slope").GetDouble(), actual.Logistic.Slope);
        Agree(expected.GetProperty("logistic").GetProperty("intercept").GetDouble(), actual.Logistic.Intercept);
    }

    [Theory]
    [InlineData("har", RiskInputSet.Har)]
    [InlineData("own", RiskInputSet.Own)]
    [InlineData("market", RiskInputSet.Market)]
    public void Forecasts_in_units_and_probabilities_agree_to_1e_6(string name, RiskInputSet set)
    {
        RiskTable table = Risks.RealOrSkip();
        RiskRegression regression = Fit(set);
        int compared = 0;
        foreach (Dictionary<string, string> expected in RealMarket.ReferenceRowsOrSkip("risk-forecasts.csv"))
        {
            int ticker = table.Bars.ToList().FindIndex(b => b.Ticker == expected["ticker"]);
            TableRow row = new(ticker, table.Bars[ticker].Dates.BinarySearch(RealMarket.Day(expected["date"])));
            double f = regression.Forecast(table, set, [row])[0];
            Agree(RealMarket.Number(expected[name + "_volatility"]), table.LevelOf(row) * Math.Exp(f) * Math.Sqrt(252));
            Agree(RealMarket.Number(expected[name + "_p"]), regression.Logistic.Probability(f));
            compared++;
        }

        Assert.Equal(18, compared);
    }

    private static RiskRegression Fit(RiskInputSet set)
    {
        DayRange train = new(DateOnly.MinValue, s_cut.AddDays(-15));
        RiskTable table = Risks.RealOrSkip();
        return RiskRegression.Fit(table, set, 5, table.KnownRows(5, bars => train.RowsOf(bars.Dates)));
    }

    private static void Agree(JsonElement expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++)
            Agree(expected[i].GetDouble(), actual[i]);
    }

    private static void Agree(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{actual:R}, not {expected:R}");
}
