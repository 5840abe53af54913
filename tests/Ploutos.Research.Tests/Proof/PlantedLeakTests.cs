using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Neural.Threading;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Proof;

/// <summary>Each leak is planted in the very pipeline that trains, and the check that must catch
/// it does; the pipeline as it is passes.</summary>
public sealed class PlantedLeakTests
{
    private static readonly IReadOnlyList<BarSeries> Bars = new SimulatedMarket(
        new SimulationOptions
        {
            Tickers = 3,
            Bars = 800,
            Seed = 5,
        }
    ).Series;

    private static readonly ProofBudget Small = new()
    {
        Epochs = 2,
        EpochsOfBits = 1,
        Shuffles = 1,
        Cuts = 2,
        Resamples = 50,
    };

    private readonly CoreBudget _cores = new(1);

    [Fact]
    public void The_pipeline_as_it_is_passes()
    {
        ProofBench bench = Bench(TrainingPipeline.Production);

        Assert.All(
            (ProofCheck[])[FutureCheck.Run(bench), ScalerCheck.Run(bench), SplitCheck.Run(bench)],
            check =>
            {
                Assert.True(check.Passed, string.Join("\n", check.Faults));
                Assert.Empty(check.Faults);
            }
        );
    }

    [Fact]
    public void A_feature_shifted_one_day_into_the_future_is_caught_and_named()
    {
        ProofCheck check = FutureCheck.Run(Bench(Peeking()));

        Assert.False(check.Passed);
        Assert.Contains(
            check.Faults,
            fault =>
                fault.Contains("'tomorrow'", StringComparison.Ordinal)
                && fault.Contains("it looks ahead", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_feature_that_knows_the_last_bar_of_all_is_caught()
    {
        // Scaling by the highest close of the whole series: each day's own value, and yet the future.
        ProofCheck check = FutureCheck.Run(
            Bench(
                With(
                    "scaled_by_all",
                    bars =>
                    {
                        double highest = 0;
                        foreach (double close in bars.Close)
                            highest = Math.Max(highest, close);
                        return [.. bars.Close.ToArray().Select(c => c / highest)];
                    }
                )
            )
        );

        Assert.Contains(check.Faults, fault => fault.Contains("'scaled_by_all'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scaler_fitted_on_all_days_is_caught()
    {
        TrainingPipeline leaking = TrainingPipeline.Production with
        {
            Scaler = (table, _) => table.FitScaler(bars => [new RowRange(0, bars.Count)]),
        };

        ProofCheck check = ScalerCheck.Run(Bench(leaking));

        Assert.False(check.Passed);
        Assert.Contains(
            check.Faults,
            fault => fault.Contains("fitted on more than the training days", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_split_without_purge_is_caught_because_labels_reach_over()
    {
        TrainingPipeline leaking = TrainingPipeline.Production with
        {
            Split = (calendar, testFrom, _, _) => DateSplit.At(calendar, testFrom, horizon: 1, window: 1),
        };

        ProofCheck check = SplitCheck.Run(Bench(leaking));

        Assert.False(check.Passed);
        Assert.Contains(
            check.Faults,
            fault => fault.Contains("training labels reach into the validation", StringComparison.Ordinal)
        );
        Assert.Contains(check.Faults, fault => fault.Contains("windows of the test", StringComparison.Ordinal));
    }

    [Fact]
    public void Validation_rows_in_the_training_are_caught()
    {
        TrainingPipeline leaking = TrainingPipeline.Production with
        {
            Training = (table, split, scaler) =>
                table.Rows(bars => [split.RowsOf(bars).Train, split.RowsOf(bars).Validation], scaler, 0),
        };

        ProofCheck check = SplitCheck.Run(Bench(leaking));

        Assert.False(check.Passed);
        Assert.Contains(
            check.Faults,
            fault => fault.Contains("rows serve training and validation both", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Test_rows_in_the_training_are_caught_by_the_rows_and_by_the_weights()
    {
        ProofBench bench = Bench(
            TrainingPipeline.Production with
            {
                Training = (table, split, scaler) =>
                    table.Rows(bars => [split.RowsOf(bars).Train, split.RowsOf(bars).Test], scaler, 0),
            }
        );

        Assert.Contains(
            SplitCheck.Run(bench).Faults,
            fault => fault.Contains("rows serve training and test both", StringComparison.Ordinal)
        );
        Assert.Contains(
            ScalerCheck.Run(bench).Faults,
            fault => fault.Contains("test rows are learned from", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_whole_proof_fails_when_a_feature_peeks_ahead()
    {
        using var folder = new Ploutos.Tests.TemporaryFolder();
        var budget = Small with { EpochsOfPlanted = 1, PlantedTickers = 2, PlantedBars = 800, Tickers = 3 };
        var prove = new ProveWorkflow(new WorkspaceFolder(folder.Path), TimeProvider.System, Peeking(), budget);

        ProofReport report = prove.Prove(
            new ProveRequest
            {
                Source = "simulated:3",
                Experts = ["volatility"],
                Window = 4,
                Cores = 1,
            },
            null,
            TestContext.Current.CancellationToken
        );

        Assert.False(report.Passed);
        Assert.Contains(report.Checks, check => check is { Name: "future", Passed: false });
        Assert.Contains(report.Checks, check => check is { Name: "split", Passed: true });
    }

    private static TrainingPipeline Peeking() =>
        With(
            "tomorrow",
            bars =>
            {
                double[] ahead = new double[bars.Count];
                for (int t = 0; t + 1 < ahead.Length; t++)
                    ahead[t] = Math.Log(bars.Close[t + 1] / bars.Close[t]);
                return ahead;
            }
        );

    private static TrainingPipeline With(string feature, Func<BarSeries, double[]> formula) =>
        TrainingPipeline.Production with
        {
            Tables = (experts, bars) =>
                ExpertTable.Build([.. experts.Select(e => e.With(e.Features.With(feature, 1, formula)))], bars),
        };

    private ProofBench Bench(TrainingPipeline pipeline) =>
        new()
        {
            Pipeline = pipeline,
            Experts = [ExpertDefinition.Volatility],
            Bars = Bars,
            TestFrom = Bars[0].Dates[^120],
            Cores = _cores,
            Window = 4,
            Seed = 1,
            Budget = Small,
            Hyperparameters = expert => expert.Defaults,
            Cancellation = TestContext.Current.CancellationToken,
        };
}
