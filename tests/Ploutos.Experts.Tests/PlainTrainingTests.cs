using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;

namespace Ploutos.Experts.Tests;

/// <summary>What can be left out of a training, one part at a time.</summary>
public sealed class PlainTrainingTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 2, bars: 700);
    private static readonly Hyperparameters s_small = ExpertDefinition.Volatility.Defaults with
    {
        Hidden = [16, 8],
        Epochs = 4,
    };

    [Fact]
    public void Without_all_of_them_it_is_the_plain_network_of_V7()
    {
        FittedExpert plain = Fit(
            new()
            {
                Attention = false,
                FocalLoss = false,
                ClassWeights = false,
                Schedule = false,
                Window = 4,
            }
        );
        Assert.Equal(
            (1.0, 0.0, 1.0, 1.0),
            (plain.Loss.Alpha, plain.Loss.Gamma, plain.Loss.Weight0, plain.Loss.Weight1)
        );
        Assert.Equal((0, 1), (plain.Training.Parameters.Shape.Heads, plain.Training.Parameters.Shape.Window));
        Assert.All(plain.Training.History, epoch => Assert.Equal(s_small.LearningRate, epoch.LearningRate));
    }

    [Fact]
    public void Each_is_left_out_by_itself()
    {
        FittedExpert whole = Fit(new() { Window = 4 });
        Assert.NotEqual(whole.Loss.Weight0, whole.Loss.Weight1);
        Assert.True(whole.Training.History[0].LearningRate < s_small.LearningRate);
        FittedExpert noFocus = Fit(new() { Window = 4, FocalLoss = false });
        Assert.Equal((1.0, 0.0, whole.Loss.Weight0), (noFocus.Loss.Alpha, noFocus.Loss.Gamma, noFocus.Loss.Weight0));
        FittedExpert noWeights = Fit(new() { Window = 4, ClassWeights = false });
        Assert.Equal((0.25, 2.0, 1.0), (noWeights.Loss.Alpha, noWeights.Loss.Gamma, noWeights.Loss.Weight1));
        Assert.Equal((2, 4), (noWeights.Training.Parameters.Shape.Heads, noWeights.Training.Parameters.Shape.Window));
    }

    private static FittedExpert Fit(ExpertTrainingOptions options)
    {
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], s_bars)[0];
        DateSplit split = Markets.Split(s_bars, ExpertDefinition.Volatility, 4);
        var cores = new CoreBudget(1);
        return ExpertTraining.Fit(
            table,
            split,
            options with
            {
                Hyperparameters = s_small,
            },
            cores,
            cancellation: TestContext.Current.CancellationToken
        );
    }
}
