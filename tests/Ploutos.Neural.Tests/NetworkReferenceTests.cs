using System.Text.Json;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

/// <summary>Every value of <c>network.json</c> (PyTorch, float64) at every register width.</summary>
public sealed class NetworkReferenceTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private static readonly FocalLoss s_loss = new() { Weight0 = 0.4, Weight1 = 0.6 };
    private static readonly AdamWOptions s_optimiser = new() { WeightDecay = 1e-2, ClipNorm = 0.02 };
    private readonly WorkerTeam _alone = new(1);

    public static TheoryData<int, SimdLevel> Cases
    {
        get
        {
            var data = new TheoryData<int, SimdLevel>();
            for (int i = 0; i < ReferenceCase.Count; i++)
                foreach (SimdLevel level in Enum.GetValues<SimdLevel>())
                    data.Add(i, level);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_loss_gradients_and_running_statistics_are_those_of_PyTorch(int index, SimdLevel level)
    {
        ReferenceCase reference = ReferenceCase.Load(index);
        TrainingNetwork network = Network(reference, level);
        (double sum, int count) = network.ForwardBackward(
            reference.Sequences,
            reference.Length,
            _alone,
            1,
            dropOut: false
        );

        AssertClose("loss", [reference.Train.GetProperty("loss").GetDouble()], [sum / count]);
        AssertClose(
            "logits",
            ReferenceCase.Doubles(reference.Train.GetProperty("logits")),
            Interleaved(network.Logits(0), network.Logits(1))
        );
        double norm = 0,
            expectedNorm = reference.Train.GetProperty("gradient_norm").GetDouble();
        foreach (JsonProperty gradient in reference.Train.GetProperty("gradients").EnumerateObject())
        {
            float[] actual = network.Parameters[gradient.Name].Read(network.Gradients);
            AssertClose(
                gradient.Name,
                ReferenceCase.Doubles(gradient.Value),
                [.. actual.Select(v => (double)v)],
                1e-7 * expectedNorm
            );
            norm += actual.Sum(v => (double)v * v);
        }

        AssertClose("gradient norm", [expectedNorm], [Math.Sqrt(norm)]);
        foreach (JsonProperty running in reference.Train.GetProperty("running_after_one_forward").EnumerateObject())
        {
            ParameterTensor tensor = network.Parameters.Statistics.Single(t => t.Name == running.Name);
            AssertClose(
                running.Name,
                ReferenceCase.Doubles(running.Value),
                [.. tensor.Read(network.Parameters.Running).Select(v => (double)v)]
            );
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Five_clipped_AdamW_steps_and_the_predictions_after_them_are_those_of_PyTorch(int index, SimdLevel level)
    {
        ReferenceCase reference = ReferenceCase.Load(index);
        TrainingNetwork network = Network(reference, level);
        network.ForwardBackward(reference.Sequences, reference.Length, _alone, 1, dropOut: false);
        double[] losses = new double[5];
        for (int step = 0; step < losses.Length; step++)
        {
            (double sum, int count) = network.Step(reference.Sequences, reference.Length, 1e-3, _alone, 1);
            losses[step] = sum / count;
        }

        JsonElement after = reference.AfterFiveSteps;
        AssertClose("losses", [.. after.GetProperty("losses").EnumerateArray().Select(v => v.GetDouble())], losses);
        bool anyVanishes = false;
        foreach (JsonProperty parameter in after.GetProperty("parameters").EnumerateObject())
        {
            // A unit that is active on every bar has a bias without effect (the next batch norm
            // removes it). PyTorch's float64 finds a gradient of 1e-17 there; float32 finds one of
            // 1e-9, which AdamW, dividing by its own size, turns into a visible step.
            bool vanishes = ReferenceCase
                .Doubles(reference.Train.GetProperty("gradients").GetProperty(parameter.Name))
                .Any(g => g != 0 && Math.Abs(g) < 1e-12);
            anyVanishes |= vanishes;
            float[] actual = network.Parameters[parameter.Name].Read(network.Parameters.Values);
            AssertClose(
                parameter.Name,
                ReferenceCase.Doubles(parameter.Value),
                [.. actual.Select(v => (double)v)],
                vanishes ? 2e-4 : 0
            );
        }

        var inference = new InferenceNetwork(network.Parameters, reference.Bars, level);
        float[] logits0 = new float[reference.Bars],
            logits1 = new float[reference.Bars];
        inference.Run(reference.Inputs, reference.Sequences, reference.Length, logits0, logits1);
        AssertClose(
            "eval logits",
            ReferenceCase.Doubles(after.GetProperty("eval_logits")),
            Interleaved(logits0, logits1),
            anyVanishes ? 3e-5 : 0
        );
        double[] probability = [.. logits0.Zip(logits1, (a, b) => 1 / (1 + Math.Exp(a - (double)b)))];
        AssertClose("eval probability", ReferenceCase.Doubles(after.GetProperty("eval_probability")), probability);
    }

    public void Dispose() => _alone.Dispose();

    private static TrainingNetwork Network(ReferenceCase reference, SimdLevel level)
    {
        var network = new TrainingNetwork(
            reference.InitialParameters(),
            s_loss,
            s_optimiser,
            reference.Bars,
            seed: 0,
            level
        );
        reference.Inputs.CopyTo(network.Inputs);
        reference.Labels.CopyTo(network.Labels);
        return network;
    }

    private static double[] Interleaved(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double[] both = new double[2 * first.Length];
        for (int m = 0; m < first.Length; m++)
            (both[2 * m], both[2 * m + 1]) = (first[m], second[m]);
        return both;
    }

    /// <summary>Each value within 1e-4 of its own size. Where terms cancel, float32 leaves the
    /// rounding of the terms themselves: a value far below the tensor's largest is held to 1e-4 of
    /// a fraction of that, and a gradient to 1e-7 of the whole gradient's norm.</summary>
    private static void AssertClose(string what, double[] expected, double[] actual, double floor = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = Math.Max(Tolerance * Math.Max(Math.Abs(expected[i]), 2e-2 * largest), floor);
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= allowed,
                $"{what}[{i}]: PyTorch has {expected[i]:R}, we have {actual[i]:R}"
            );
        }
    }
}
