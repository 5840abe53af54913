using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Selection;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Selection;

public sealed class SimpleForecastersTests
{
    [Theory]
    [InlineData(360, false)]
    [InlineData(600, true)]
    public void A_baseline_whose_inputs_reach_before_the_folds_rows_is_left_out_of_that_fold(int bars, bool fits)
    {
        IReadOnlyList<BarSeries> market = Markets.Bars(tickers: 2, bars);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Momentum], market)[0];
        DateSplit fold = Markets.Split(market, ExpertDefinition.Momentum, window: 1);
        RowKey[] asked = [new(0, fold.Validation.From), new(1, fold.Validation.To)];
        IReadOnlyList<(string Name, double[] Probabilities)> said = new SimpleForecasters(table, null).Forecast(
            fold,
            asked
        );
        // A logistic regression on the expert's own inputs has too few rows there, too.
        string[] few = ["base_rate", "reversal_5"],
            all = ["base_rate", "logistic", "momentum_12_1", "reversal_5"];
        Assert.Equal(fits ? all : few, said.Select(s => s.Name).Order());
        Assert.All(said, s => Assert.Equal(2, s.Probabilities.Length));
    }

    [Fact]
    public void The_risk_model_is_left_out_of_a_fold_that_is_too_short_for_it()
    {
        IReadOnlyList<BarSeries> market = Markets.Bars(tickers: 2, bars: 360);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], market)[0];
        DateSplit fold = Markets.Split(market, ExpertDefinition.Volatility, window: 1);
        var risk = RiskTable.Build(market);
        Assert.DoesNotContain(
            new SimpleForecasters(table, risk).Forecast(fold, [new(0, fold.Validation.To)]),
            s => s.Name == "risk"
        );
        Assert.Contains("at least", RiskTraining.Lack(risk, fold), StringComparison.Ordinal);
    }
}
