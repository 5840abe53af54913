using Ploutos.Neural.Kernels;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

/// <summary>Every backward pass against finite differences of the forward pass.</summary>
public sealed class GradientTests : IDisposable
{
    private const int Sequences = 4,
        Length = 6;
    private readonly WorkerTeam _alone = new(1);

    [Theory]
    [CombinatorialGradients]
    public void Every_gradient_equals_the_difference_quotient_of_the_loss(
        Activation activation,
        int window,
        bool context
    )
    {
        TrainingNetwork network = Networks.Random(Networks.Shape(activation, window), Sequences * Length, seed: 11);
        if (context)
            for (int b = 0; b < Sequences; b++)
                network.Labels[b * Length] = network.Labels[b * Length + 1] = -1;
        _ = Loss(network);
        float[] gradients = network.Gradients.ToArray();
        double norm = Math.Sqrt(gradients.Sum(g => (double)g * g));
        var random = new Random(5);
        foreach (ParameterTensor tensor in network.Parameters.Tensors)
        {
            // Along a random direction through the whole tensor: one difference says whether all of
            // its gradients are right.
            float[] values = tensor.Read(network.Parameters.Values),
                slope = tensor.Read(gradients);
            double[] direction = [.. values.Select(_ => random.NextDouble() * 2 - 1)];
            double size = Math.Sqrt(direction.Sum(d => d * d));
            double expected = slope.Zip(direction, (g, d) => g * d / size).Sum();
            // ReLU has kinks: a difference across one is only near the gradient, so its step is
            // shorter and its tolerance wider.
            double h = activation == Activation.Relu ? 4e-3 : 2e-2;
            double quotient = (8 * (Shifted(h / 2) - Shifted(-h / 2)) - (Shifted(h) - Shifted(-h))) / (6 * h);
            double Shifted(double step)
            {
                tensor.Write(
                    [.. values.Select((v, i) => (float)(v + step * direction[i] / size))],
                    network.Parameters.Values
                );
                double loss = Loss(network);
                tensor.Write(values, network.Parameters.Values);
                return loss;
            }

            double tolerance = activation == Activation.Relu ? 3e-2 : 1e-3;
            Assert.True(
                Math.Abs(expected - quotient) <= tolerance * Math.Max(Math.Abs(expected), 0.03 * norm),
                $"{activation}, window {window}: {tensor.Name} has gradient {expected:R} along a direction, the loss"
                    + $" changes by {quotient:R}"
            );
        }
    }

    [Theory]
    [InlineData(2.0, 1)]
    [InlineData(2.0, 0)]
    [InlineData(0.0, 1)]
    [InlineData(1.5, 0)]
    public void The_focal_loss_and_its_gradient_agree_with_the_difference_quotient_and_the_definition(
        double gamma,
        int label
    )
    {
        var loss = new FocalLoss
        {
            Gamma = gamma,
            Weight0 = 0.7,
            Weight1 = 1.3,
        };
        foreach (double margin in new[] { -30.0, -3.0, -0.4, 0.0, 0.4, 3.0, 30.0 })
        {
            double value = loss.Evaluate(margin, label, out double gradient);
            double p = 1 / (1 + Math.Exp(label == 1 ? -margin : margin));
            double direct = 0.25 * Math.Pow(1 - p, gamma) * (label == 1 ? 1.3 : 0.7) * -Math.Log(p);
            if (Math.Abs(margin) < 20)
                Assert.Equal(direct, value, 1e-12);
            const double h = 1e-5;
            double quotient =
                (loss.Evaluate(margin + h, label, out _) - loss.Evaluate(margin - h, label, out _)) / (2 * h);
            Assert.Equal(quotient, gradient, 1e-8);
            Assert.True(double.IsFinite(value) && double.IsFinite(gradient));
        }
    }

    public void Dispose() => _alone.Dispose();

    private double Loss(TrainingNetwork network)
    {
        network.ForwardBackward(Sequences, Length, _alone, 1, dropOut: false);
        double sum = 0;
        int count = 0;
        var loss = new FocalLoss { Weight0 = 0.4, Weight1 = 0.6 };
        for (int m = 0; m < Sequences * Length; m++)
        {
            if (network.Labels[m] < 0)
                continue;
            sum += loss.Evaluate((double)network.Logits(1)[m] - network.Logits(0)[m], network.Labels[m], out _);
            count++;
        }

        return sum / count;
    }
}
