using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Trees;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Boosting.Tests;

public sealed class BoostedBaselineTests
{
    private const int TrainTo = 600,
        ValidateFrom = 610,
        ValidateTo = 700,
        TestFrom = 710;

    [Fact]
    public void Labels_and_bars_after_the_validation_days_change_no_forecast_of_what_came_before()
    {
        IGradientBoosting boosting = Boosting.OrSkip();
        IReadOnlyList<BarSeries> bars = Market(6);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], bars)[0];
        ExpertTable turned = table.WithLabels([
            .. Enumerable
                .Range(0, bars.Count)
                .Select(i => table.LabelsOf(i).ToArray().Select((l, t) => t >= TestFrom ? 1 - l : l).ToArray()),
        ]);
        TableRow[] test = Rows(bars, TestFrom, 780);
        foreach (int which in new[] { 0, 1 })
        {
            double[] p = BoostedBaseline.Of(boosting, bars)[which].Fit(table, Known(bars)).Probabilities(test);
            Assert.Equal(p, BoostedBaseline.Of(boosting, bars)[which].Fit(turned, Known(bars)).Probabilities(test));
            IReadOnlyList<BarSeries> shorter = [.. bars.Select(b => b.Slice(0, 780))];
            ExpertTable early = ExpertTable.Build([ExpertDefinition.Volatility], shorter)[0];
            Assert.Equal(p, BoostedBaseline.Of(boosting, shorter)[which].Fit(early, Known(bars)).Probabilities(test));
            Assert.True(p.Distinct().Count() > 10);
        }
    }

    [Fact]
    public void A_row_without_an_own_input_gets_the_base_rate()
    {
        IReadOnlyList<BarSeries> bars = Market(2);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], bars)[0];
        double[] p = BoostedBaseline.Of(Boosting.OrSkip(), bars)[0].Fit(table, Known(bars)).Probabilities([new(0, 0)]);
        double[] labels =
        [
            .. Rows(bars, 300, TrainTo)
                .Concat(Rows(bars, ValidateFrom, ValidateTo))
                .Select(r => table.LabelsOf(r.Ticker)[r.Bar])
                .Where(l => !double.IsNaN(l)),
        ];
        Assert.Equal(labels.Average(), p[0], 0.02);
    }

    [Fact]
    public void Rows_of_one_class_are_refused_with_their_counts()
    {
        IReadOnlyList<BarSeries> bars = Market(2);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], bars)[0];
        ExpertTable high = table.WithLabels([.. bars.Select(b => Enumerable.Repeat(1.0, b.Count).ToArray())]);
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            BoostedBaseline.Of(Boosting.OrSkip(), bars)[0].Fit(high, Known(bars))
        );
        Assert.Contains("0 of class 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_inputs_are_those_of_the_experts_and_the_markets_where_it_has_enough_tickers()
    {
        Assert.Equal(43 + 8, PooledInputs.Columns);
        double[] many = new double[PooledInputs.Columns],
            few = new double[PooledInputs.Columns];
        PooledInputs.Compute(Market(6)).CopyRow(new(0, 700), many);
        PooledInputs.Compute(Market(2)).CopyRow(new(0, 700), few);
        Assert.DoesNotContain(double.NaN, many);
        Assert.All(few[43..], x => Assert.True(double.IsNaN(x)));
        Assert.DoesNotContain(double.NaN, few[..43]);
    }

    private static IReadOnlyList<BarSeries> Market(int tickers) =>
        new SimulatedMarket(new SimulationOptions { Tickers = tickers, Bars = 800 }).Series;

    private static BaselineRows Known(IReadOnlyList<BarSeries> bars) =>
        new(Rows(bars, 0, TrainTo), Rows(bars, ValidateFrom, ValidateTo));

    private static TableRow[] Rows(IReadOnlyList<BarSeries> bars, int from, int to) =>
        [
            .. Enumerable
                .Range(0, bars.Count)
                .SelectMany(i => Enumerable.Range(from, to - from).Select(t => new TableRow(i, t))),
        ];
}
