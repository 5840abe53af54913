using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

public sealed class StandardScalerTests
{
    [Fact]
    public void Training_rows_come_out_with_mean_0_and_deviation_1()
    {
        FeatureMatrix a = FeatureSet.Momentum.Compute(SampleBars.RandomWalk(500, 1)),
            b = FeatureSet.Momentum.Compute(SampleBars.RandomWalk(700, 2));
        StandardScaler scaler = StandardScaler.Fit([(a, new(0, 400)), (b, new(300, 600))]);
        float[] rows = new float[(149 + 300) * 28];
        scaler.Transform(a, new(251, 400), rows);
        scaler.Transform(b, new(300, 600), rows.AsSpan(149 * 28));
        for (int j = 0; j < 28; j++)
        {
            double[] column = [.. Enumerable.Range(0, 449).Select(i => (double)rows[i * 28 + j])];
            Assert.Equal(0, column.Average(), 1e-6);
            Assert.Equal(1, Math.Sqrt(column.Average(v => v * v)), 1e-6);
        }
    }

    [Fact]
    public void Rows_that_do_not_train_change_nothing()
    {
        BarSeries bars = SampleBars.RandomWalk(400, 3),
            otherFuture = bars.With((t, b) => t > 300 ? b with { Close = 5 * b.Close, Volume = 9 } : b);
        StandardScaler one = StandardScaler.Fit([(FeatureSet.Volatility.Compute(bars), new(0, 300))]);
        StandardScaler two = StandardScaler.Fit([(FeatureSet.Volatility.Compute(otherFuture), new(0, 300))]);
        Assert.Equal(one.Mean, two.Mean);
        Assert.Equal(one.Scale, two.Scale);
    }

    [Fact]
    public void A_constant_feature_is_not_scaled()
    {
        FeatureMatrix features = Own("constant", SampleBars.Flat(90), t => 0.1);
        StandardScaler scaler = StandardScaler.Fit([(features, new(0, 90))]);
        Assert.Equal(1, scaler.Scale[^1]);
        float[] row = new float[scaler.Count];
        scaler.Transform(features, new(88, 89), row);
        Assert.Equal(0, row[^1], 1e-6f);
    }

    [Fact]
    public void An_incomplete_row_is_neither_fitted_on_nor_made_up()
    {
        FeatureMatrix features = Own("x", SampleBars.RandomWalk(80, 4), t => t == 70 ? double.NaN : t);
        StandardScaler scaler = StandardScaler.Fit([(features, new(69, 72))]);
        Assert.Equal(70, scaler.Mean[^1], 1e-12);
        float[] row = new float[scaler.Count];
        scaler.Transform(features, new(70, 71), row);
        Assert.True(float.IsNaN(row[^1]));
    }

    [Fact]
    public void Outliers_are_cut_only_where_that_is_asked_for()
    {
        FeatureMatrix features = FeatureSet.Reversion.Compute(SampleBars.RandomWalk(300, 5));
        StandardScaler plain = StandardScaler.Fit([(features, new(100, 200))]),
            cut = StandardScaler.Fit([(features, new(100, 200))], clipAt: 0.5);
        float[] a = new float[100 * 9],
            b = new float[100 * 9];
        plain.Transform(features, new(200, 300), a);
        cut.Transform(features, new(200, 300), b);
        Assert.True(a.Max() > 1);
        Assert.Equal(a.Select(v => Math.Clamp(v, -0.5f, 0.5f)), b);
    }

    [Fact]
    public void A_scaler_without_a_complete_row_is_refused()
    {
        FeatureMatrix features = FeatureSet.Momentum.Compute(SampleBars.RandomWalk(100, 6));
        Assert.Contains(
            "at least one training row",
            Assert.Throws<ArgumentException>(() => StandardScaler.Fit([(features, new(0, 100))])).Message
        );
    }

    private static FeatureMatrix Own(string name, BarSeries bars, Func<int, double> value) =>
        FeatureSet.Reversion.With(name, 1, b => [.. Enumerable.Range(0, b.Count).Select(value)]).Compute(bars);
}
