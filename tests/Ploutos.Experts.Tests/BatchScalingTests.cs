using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;

namespace Ploutos.Experts.Tests;

/// <summary>Batches that grow with the rows.</summary>
public sealed class BatchScalingTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 8, bars: 900);
    private static readonly Hyperparameters s_small = ExpertDefinition.Volatility.Defaults with
    {
        Hidden = [8, 4],
        BatchSize = 2,
        Epochs = 2,
    };

    [Theory]
    [InlineData(0, 128, 1)]
    [InlineData(127_999, 128, 1)] // 499 steps of 256
    [InlineData(128_000, 128, 2)]
    [InlineData(256_000, 128, 4)]
    [InlineData(100_000_000, 128, 4)]
    [InlineData(100_000_000, 2048, 2)]
    [InlineData(100_000_000, 4096, 1)]
    public void A_batch_grows_while_an_epoch_keeps_500_steps(int rows, int batch, int times) =>
        Assert.Equal(times, BatchScaling.Times(rows, batch));

    [Fact]
    public void Rate_and_decay_grow_by_the_root_and_nothing_else_changes()
    {
        Hyperparameters four = BatchScaling.Scale(s_small, 4);
        Assert.Equal(
            s_small with
            {
                BatchSize = 8,
                LearningRate = 2 * s_small.LearningRate,
                WeightDecay = 2 * s_small.WeightDecay,
            },
            four
        );
        Assert.Equal(s_small, BatchScaling.Scale(s_small, 1));
    }

    [Fact]
    public void A_training_by_rows_is_that_of_the_scaled_hyperparameters()
    {
        FittedExpert byRows = Fit(s_small, new() { AutoBatch = true, Window = 1 }),
            scaled = Fit(BatchScaling.Scale(s_small, 2), new() { Window = 1 }),
            own = Fit(s_small, new() { Window = 1 });
        Assert.Equal((2, 1, 1), (byRows.BatchTimes, scaled.BatchTimes, own.BatchTimes));
        Assert.Equal(scaled.Training.Parameters.Values, byRows.Training.Parameters.Values);
        Assert.NotEqual(own.Training.Parameters.Values, byRows.Training.Parameters.Values);
    }

    [Fact]
    public void The_rows_that_an_epoch_draws_decide_where_they_are_fewer()
    {
        FittedExpert drawn = Fit(
            s_small,
            new()
            {
                AutoBatch = true,
                EpochRows = 1000,
                Window = 1,
            }
        );
        Assert.Equal(1, drawn.BatchTimes);
    }

    private static FittedExpert Fit(Hyperparameters hyperparameters, ExpertTrainingOptions options) =>
        ExpertTraining.Fit(
            ExpertTable.Build([ExpertDefinition.Volatility], s_bars)[0],
            Markets.Split(s_bars, ExpertDefinition.Volatility, 4),
            options with
            {
                Hyperparameters = hyperparameters,
            },
            new CoreBudget(1),
            cancellation: TestContext.Current.CancellationToken
        );
}
