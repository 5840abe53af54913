using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;

namespace Ploutos.Research.Tests.Training;

/// <summary>Attention over time does something: where the order of the last bars, or two things seen together some
/// bars ago, foretell what comes, a network that sees sixteen bars is proven, and one that sees a single bar is
/// not; nor is a logistic regression.</summary>
public sealed class OrderOfBarsTests
{
    [Theory]
    [InlineData("momentum")]
    [InlineData("reversion")]
    public void Sixteen_bars_come_within_a_point_of_the_best_and_are_proven_and_one_bar_is_not(string name)
    {
        var market = new SimulatedMarket(SimulationOptions.Demonstration);
        ExpertDefinition expert = ExpertDefinition.All.Single(e => e.Name == name);
        DateOnly[] calendar = TradingCalendar.Union(market.Series);
        DateSplit split = DateSplit.At(calendar, calendar[(int)(calendar.Length * 0.85)], expert.Label.Horizon, 16);
        ExpertTable table = ExpertTable.Build([expert], market.Series)[0];
        (ModelEvidence sixteen, double accuracy) = Train(table, split, window: 16);
        (ModelEvidence one, double ofOne) = Train(table, split, window: 1);
        BestAccuracy best = market.BestPredictor(expert.Label.Horizon).Accuracy(sixteen.From, sixteen.To);
        string figures = $"16 bars {accuracy:P2}, one bar {ofOne:P2}, best {best.Realised:P2} of {best.Rows} rows";
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{figures}; gains in AUC over logistic {Gain(sixteen)} and {Gain(one)}"
        );
        Assert.Equal(best.Rows, sixteen.Rows);
        Assert.Equal(EvidenceVerdict.Proven, sixteen.Verdict);
        Assert.NotEqual(EvidenceVerdict.Proven, one.Verdict);
        Assert.True(accuracy > best.Realised - 0.01, figures);
        Assert.True(ofOne < best.Realised - 0.01, figures);
    }

    private static (ModelEvidence Evidence, double Accuracy) Train(ExpertTable table, DateSplit split, int window)
    {
        PipelineRun run = TrainingPipeline.Production.Run(
            table,
            split,
            new() { Window = window, Hyperparameters = Hyperparameters(table.Expert) },
            new CoreBudget(2),
            cancellation: TestContext.Current.CancellationToken
        );
        return (HoldoutEvidence.Of(table, split, run), Metric.Accuracy.Of(run.Forecasts));
    }

    /// <summary>Momentum with its defaults. Reversion is kept less close to linear than on real bars, which a
    /// search finds, too.</summary>
    private static Hyperparameters Hyperparameters(ExpertDefinition expert) =>
        expert == ExpertDefinition.Momentum
            ? expert.Defaults
            : expert.Defaults with
            {
                Hidden = [64, 32],
                LearningRate = 3e-3,
                WeightDecay = 0.1,
                Dropout = 0,
                Epochs = 30,
            };

    private static string Gain(ModelEvidence evidence) =>
        $"{evidence.Baselines.Single(b => b.Name == "logistic").AucGain}";
}
