using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Baselines;

public sealed class BaselineTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 2, bars: 700);

    [Fact]
    public void The_base_rate_is_that_of_the_rows_learned_from_and_of_no_other()
    {
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Reversion], s_bars)[0];
        TableRow[] training = [.. Enumerable.Range(300, 100).Select(t => new TableRow(0, t))];
        double rate = Enumerable.Range(300, 100).Average(t => table.LabelsOf(0)[t]);
        FittedBaseline fitted = Baseline.BaseRate.Fit(table, training);
        Assert.Equal([rate, rate], fitted.Probabilities([new(1, 500), new(0, 3)]));
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("volatility")]
    public void What_comes_after_the_rows_learned_from_changes_no_baseline(string name)
    {
        ExpertDefinition expert = ExpertDefinition.All.Single(e => e.Name == name);
        TableRow[] training = [.. Enumerable.Range(0, 400).Select(t => new TableRow(0, t))],
            test = [.. Enumerable.Range(420, 30).Select(t => new TableRow(0, t))];
        BarSeries early = s_bars[0].Slice(0, 450);
        foreach (Baseline baseline in Baseline.Of(expert))
        {
            double[] whole = baseline.Fit(ExpertTable.Build([expert], s_bars)[0], training).Probabilities(test);
            Assert.Equal(whole, baseline.Fit(ExpertTable.Build([expert], [early])[0], training).Probabilities(test));
        }
    }

    [Fact]
    public void A_row_without_inputs_is_given_the_base_rate()
    {
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Momentum], s_bars)[0];
        FittedBaseline fitted = Baseline.TwelveOneMomentum.Fit(
            table,
            [.. Enumerable.Range(0, 600).Select(t => new TableRow(0, t))]
        );
        double[] told = fitted.Probabilities([new(0, 100), new(0, 400)]);
        Assert.Equal(fitted.BaseRate, told[0]);
        Assert.NotEqual(fitted.BaseRate, told[1]);
    }

    [Fact]
    public void A_baseline_whose_inputs_reach_before_all_rows_learned_from_is_the_base_rate()
    {
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Momentum], s_bars)[0];
        TableRow[] early = [.. Enumerable.Range(0, 240).Select(t => new TableRow(0, t))];
        FittedBaseline fitted = Baseline.TwelveOneMomentum.Fit(table, early);
        Assert.InRange(fitted.BaseRate, 0.2, 0.8);
        Assert.Equal([fitted.BaseRate, fitted.BaseRate], fitted.Probabilities([new(0, 100), new(1, 400)]));
        Assert.Null(Baseline.TwelveOneMomentum.TryFit(table, early));
    }

    [Fact]
    public void Twelve_one_momentum_and_reversal_are_the_returns_they_say()
    {
        ReadOnlySpan<double> close = s_bars[0].Close;
        Assert.Equal(
            Math.Log(close[400 - 21] / close[400 - 252]),
            FeatureSet.TwelveOneMomentum.Compute(s_bars[0])[400, 0],
            1e-9
        );
        Assert.Equal(-Math.Log(close[400] / close[395]), FeatureSet.ShortTermReversal.Compute(s_bars[0])[400, 0], 1e-9);
        Assert.True(double.IsNaN(FeatureSet.TwelveOneMomentum.Compute(s_bars[0])[251, 0]));
        Assert.False(double.IsNaN(FeatureSet.TwelveOneMomentum.Compute(s_bars[0])[252, 0]));
    }

    [Fact]
    public void The_log_range_HAR_has_the_means_of_the_log_range_and_the_level_that_the_label_asks_about()
    {
        BarSeries bars = s_bars[1];
        const int t = 450;
        double[] range =
        [
            .. Enumerable
                .Range(0, bars.Count)
                .Select(i => Math.Log(Math.Log(bars.High[i] / bars.Low[i]) / Math.Sqrt(4 * Math.Log(2)))),
        ];
        double Mean(int n) => range[(t - n + 1)..(t + 1)].Average();
        double[] realised =
        [
            .. Enumerable
                .Range(0, bars.Count)
                .Select(i =>
                    i < 5
                        ? double.NaN
                        : Math.Sqrt(
                            Enumerable
                                .Range(i - 4, 5)
                                .Average(k => Math.Pow(Math.Log(bars.Close[k] / bars.Close[k - 1]), 2))
                        )
                ),
        ];
        double[] year = [.. realised[(t - 251)..(t + 1)].Order()];
        FeatureMatrix har = FeatureSet.LogRangeHar.Compute(bars);
        double[] expected =
        [
            Mean(1) - Mean(252),
            Mean(5) - Mean(252),
            Mean(22) - Mean(252),
            Math.Log(0.5 * (year[125] + year[126])) - Mean(252),
        ];
        for (int j = 0; j < 4; j++)
            Assert.Equal(expected[j], har[t, j], 1e-9);
    }
}
