using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Neural.Tests;

/// <summary>The margin of a window's last bar and its gradient at the inputs.</summary>
public sealed class WindowGradientTests
{
    [Theory]
    [InlineData(Activation.Gelu, 5)]
    [InlineData(Activation.Tanh, 5)]
    [InlineData(Activation.Relu, 5)]
    [InlineData(Activation.Gelu, 1)]
    [InlineData(Activation.Tanh, 0)]
    public void The_margin_is_that_of_a_prediction_and_the_gradient_its_difference_quotient(
        Activation activation,
        int window
    )
    {
        // Window 0: a plain network
        (NetworkParameters parameters, float[] inputs) = Trained(activation, window, windows: 3);
        window = Math.Max(window, 1);
        foreach (SimdLevel level in new[] { SimdLevel.Scalar, KernelSet.Best.Level })
        {
            var network = new WindowGradient(parameters, windows: 5, level);
            network.Run(inputs, 3);
            double[] margins = network.Margins.ToArray();
            float[] gradient = new float[inputs.Length];
            network.Gradient(gradient);

            int cells = inputs.Length / 3;
            for (int w = 0; w < 3; w++)
                Assert.Equal(Predicted(parameters, inputs.AsSpan(w * cells, cells), window), margins[w], 1e-5);
            for (int i = 0; i < inputs.Length; i++)
            {
                float[] moved = [.. inputs];
                const float H = 2e-3f;
                moved[i] = inputs[i] + H;
                network.Run(moved, 3);
                double up = network.Margins[i / cells];
                moved[i] = inputs[i] - H;
                network.Run(moved, 3);
                double quotient = (up - network.Margins[i / cells]) / ((double)(inputs[i] + H) - (inputs[i] - H));
                Assert.True(
                    Math.Abs(quotient - gradient[i]) < 2e-3,
                    $"{activation}, cell {i}: gradient {gradient[i]}, difference quotient {quotient}"
                );
            }
        }
    }

    [Fact]
    public void Attention_sums_to_one_and_is_its_prior_where_all_bars_are_alike()
    {
        (NetworkParameters parameters, float[] inputs) = Trained(Activation.Tanh, window: 6, windows: 2);
        int bar = inputs.Length / 12;
        for (int t = 1; t < 6; t++)
            inputs.AsSpan(0, bar).CopyTo(inputs.AsSpan(t * bar));
        var network = new WindowGradient(parameters, windows: 2);
        network.Run(inputs, 2);
        double[] alike = new double[6],
            other = new double[6],
            prior = new double[6];
        network.AttentionByLag(0, alike);
        network.AttentionByLag(1, other);
        network.PriorByLag(prior);

        Assert.Equal(1, alike.Sum(), 1e-6);
        Assert.Equal(1, other.Sum(), 1e-6);
        Assert.Equal(1, prior.Sum(), 1e-12);
        for (int lag = 0; lag < 6; lag++)
            Assert.Equal(prior[lag], alike[lag], 1e-6);
        Assert.Contains(Enumerable.Range(0, 6), lag => Math.Abs(other[lag] - prior[lag]) > 1e-4);
    }

    private static double Predicted(NetworkParameters parameters, ReadOnlySpan<float> inputs, int window)
    {
        var data = new SequenceDataset(inputs.ToArray(), parameters.Shape.Inputs, new sbyte[window], [new(0, window)]);
        using var team = new WorkerTeam(1);
        return SequenceEvaluator.Margins(parameters, data, team, 1)[^1];
    }

    /// <summary>A few steps of training move weights and running statistics off their initial
    /// values.</summary>
    private static (NetworkParameters Parameters, float[] Inputs) Trained(
        Activation activation,
        int window,
        int windows
    )
    {
        NetworkShape shape = Networks.Shape(activation, window);
        window = shape.Window;
        TrainingNetwork network = Networks.Random(shape, bars: 48, seed: 21);
        using var team = new WorkerTeam(1);
        int length = Math.Max(window, 2);
        for (int step = 0; step < 5; step++)
            network.Step(48 / length, length, 0.01, team, 1);
        var random = new Random(4);
        float[] inputs = new float[windows * window * shape.Inputs];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = 2f * random.NextSingle() - 1f;
        return (network.Parameters, inputs);
    }
}
