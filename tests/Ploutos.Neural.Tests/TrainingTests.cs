using Ploutos.Neural.Kernels;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Neural.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void The_learning_rate_warms_up_in_a_line_and_falls_in_a_cosine_to_its_floor_at_the_last_epoch()
    {
        var schedule = new WarmupCosineSchedule(1e-3, Epochs: 25);
        Assert.Equal(
            [2e-4, 4e-4, 6e-4, 8e-4, 1e-3],
            Enumerable.Range(0, 5).Select(schedule.At),
            (a, b) => Math.Abs(a - b) < 1e-15
        );
        Assert.Equal(1e-5, schedule.At(24), 1e-12);
        Assert.Equal((1e-3 + 1e-5) / 2, schedule.At(14), 1e-12);
        Assert.All(Enumerable.Range(5, 20), e => Assert.True(schedule.At(e) < schedule.At(e - 1)));
    }

    [Fact]
    public void Early_stopping_gives_back_the_weights_of_the_best_epoch_and_never_takes_NaN_for_a_good_loss()
    {
        var parameters = new NetworkParameters(Networks.Shape(Activation.Relu, 1));
        var stopping = new EarlyStopping(parameters, patience: 2);
        double[] losses = [3, 1, double.NaN, 2];
        bool stopped = false;
        for (int epoch = 0; epoch < losses.Length && !stopped; epoch++)
        {
            parameters.Values[0] = epoch;
            stopped = stopping.Report(epoch, losses[epoch], parameters);
        }

        Assert.True(stopped);
        stopping.Restore(parameters);
        Assert.Equal((1, 1.0, 1f), (stopping.BestEpoch, stopping.BestLoss, parameters.Values[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void An_epoch_shows_every_usable_row_at_most_once_and_all_but_a_batch_of_them(int window)
    {
        SequenceDataset data = Data(rows: 400, seed: 3);
        var plan = new BatchPlan(data, window, batchSize: 32, runLength: 8);
        float[] inputs = new float[plan.Sequences * plan.Length * data.Features];
        sbyte[] labels = new sbyte[plan.Sequences * plan.Length];
        for (int epoch = 0; epoch < 5; epoch++)
        {
            plan.Shuffle(new Random(epoch));
            var seen = new List<float>();
            for (int batch = 0; batch < plan.Batches; batch++)
            {
                plan.Fill(batch, inputs, labels);
                seen.AddRange(
                    Enumerable.Range(0, labels.Length).Where(m => labels[m] >= 0).Select(m => inputs[m * data.Features])
                );
            }

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.InRange(seen.Count, data.UsableRows(window) - 2 * 32, data.UsableRows(window));
        }
    }

    [Fact]
    public void A_network_learns_what_is_there_to_learn_and_the_same_bits_on_one_core_or_two()
    {
        SequenceDataset training = Data(3000, seed: 1),
            validation = Data(800, seed: 2);
        var options = new TrainingOptions
        {
            Epochs = 12,
            LearningRate = 3e-3,
            Seed = 5,
        };
        // Wide enough for a second core to be worth it.
        NetworkShape shape = Networks.Shape(Activation.Gelu, 3, dropout: 0.1f) with
        {
            Stack = [256, 64],
        };
        var one = new CoreBudget(1);
        var two = new CoreBudget(2);
        TrainingResult alone = NetworkTrainer.Train(
            shape,
            training,
            validation,
            options,
            one,
            cancellation: TestContext.Current.CancellationToken
        );
        TrainingResult together = NetworkTrainer.Train(
            shape,
            training,
            validation,
            options,
            two,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(alone.Parameters.Values, together.Parameters.Values);
        Assert.Equal(alone.History.Select(h => h.ValidationLoss), together.History.Select(h => h.ValidationLoss));
        using var team = new WorkerTeam(1);
        double[] margins = SequenceEvaluator.Margins(alone.Parameters, validation, team, 1);
        double right = Enumerable
            .Range(0, validation.Rows)
            .Where(r => !double.IsNaN(margins[r]))
            .Average(r => (margins[r] > 0) == (validation.Labels[r] == 1) ? 1.0 : 0.0);
        Assert.True(right > 0.9, $"only {right:P1} of the rows are told right");
    }

    [Theory]
    [InlineData(512, 4)]
    [InlineData(1, 1)]
    [InlineData(1_000_000, 23)]
    [InlineData(null, 23)]
    public void An_epoch_draws_as_many_rows_as_asked_for_and_never_more_than_there_are(int? rows, int batches)
    {
        SequenceDataset data = Data(3000, seed: 1);
        var profile = new StepProfile();
        NetworkTrainer.Train(
            Networks.Shape(Activation.Relu, 1),
            data,
            data,
            new TrainingOptions
            {
                Epochs = 3,
                EpochRows = rows,
                Profile = profile,
            },
            new CoreBudget(1),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(3 * batches, profile.Steps);
    }

    [Fact]
    public void A_training_that_is_cancelled_stops_and_gives_its_core_back()
    {
        SequenceDataset data = Data(3000, seed: 1);
        var cores = new CoreBudget(1);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            NetworkTrainer.Train(
                Networks.Shape(Activation.Relu, 1),
                data,
                data,
                new TrainingOptions(),
                cores,
                report =>
                {
                    source.Cancel();
                    return true;
                },
                cancellation: source.Token
            )
        );
        using CoreShare next = cores.Enter(1, 1, TestContext.Current.CancellationToken);
        Assert.Equal(1, next.Cores);
    }

    [Fact]
    public void A_training_whose_every_loss_is_not_a_number_says_that_it_diverged_and_what_to_do()
    {
        SequenceDataset data = Data(300, seed: 1);
        data.Inputs.AsSpan().Fill(float.NaN);
        var cores = new CoreBudget(1);
        var e = Assert.Throws<TrainingDivergedException>(() =>
            NetworkTrainer.Train(
                Networks.Shape(Activation.Relu, 1),
                data,
                data,
                new TrainingOptions { Epochs = 2 },
                cores,
                cancellation: TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("Lower the learning rate", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs of rows whose label is the sign of a sum of inputs now and a bar ago; the
    /// first input is the row's number, scaled.</summary>
    private static SequenceDataset Data(int rows, int seed)
    {
        const int features = 7;
        var random = new Random(seed);
        float[] inputs = new float[rows * features];
        sbyte[] labels = new sbyte[rows];
        for (int r = 0; r < rows; r++)
        {
            inputs[r * features] = (float)r / rows;
            for (int f = 1; f < features; f++)
                inputs[r * features + f] = 2f * random.NextSingle() - 1f;
            labels[r] = (sbyte)(inputs[r * features + 1] + inputs[r * features + 2] > 0 ? 1 : 0);
        }

        return new(
            inputs,
            features,
            labels,
            [new(0, rows / 3), new(rows / 3, rows / 3), new(2 * (rows / 3), rows - 2 * (rows / 3))]
        );
    }
}
