using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Weights;

namespace Ploutos.Neural.Tests;

/// <summary>A network without attention: the plain network of V7.</summary>
public sealed class PlainNetworkTests
{
    private static readonly NetworkShape s_plain = Networks.Shape(Activation.Gelu, window: 0);

    [Fact]
    public void It_has_no_parameters_of_attention_in_memory_or_in_its_file()
    {
        var parameters = new NetworkParameters(s_plain);
        parameters.Initialise(4);
        Assert.DoesNotContain(
            parameters.Tensors,
            t =>
                t.Name.StartsWith("qkv", StringComparison.Ordinal) || t.Name.StartsWith("out", StringComparison.Ordinal)
        );
        byte[] file = NetworkWeights.Serialise(parameters, new Dictionary<string, string>());
        Assert.Equal(parameters.Values, NetworkWeights.Parse(file, s_plain).Values);
        Assert.Throws<InvalidDataException>(() =>
            NetworkWeights.Parse(file, Networks.Shape(Activation.Gelu, window: 1))
        );
        byte[] attending = NetworkWeights.Serialise(
            new NetworkParameters(Networks.Shape(Activation.Gelu, window: 1)),
            new Dictionary<string, string>()
        );
        Assert.Contains(
            "qkv",
            Assert.Throws<InvalidDataException>(() => NetworkWeights.Parse(attending, s_plain)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(KernelTests.Levels), MemberType = typeof(KernelTests))]
    public void It_forecasts_what_an_attending_network_of_no_skip_does(SimdLevel level)
    {
        NetworkShape silent = Networks.Shape(Activation.Gelu, window: 1) with { Skip = 0f };
        var attending = new NetworkParameters(silent);
        attending.Initialise(8);
        var plain = new NetworkParameters(s_plain);
        foreach (ParameterTensor tensor in plain.Tensors)
            tensor.Write(attending[tensor.Name].Read(attending.Values), plain.Values);
        float[] inputs = [.. Enumerable.Range(0, 12 * s_plain.Inputs).Select(i => MathF.Sin(i))];
        foreach (int bars in new[] { 1, 12 })
            Assert.Equal(Logits(attending, inputs, bars, level), Logits(plain, inputs, bars, level));
    }

    [Fact]
    public void In_training_it_steps_as_an_attending_network_of_no_skip_does()
    {
        using var team = new WorkerTeam(1);
        var attending = Networks.Random(Networks.Shape(Activation.Tanh, window: 1) with { Skip = 0f }, 24, seed: 5);
        var plain = Networks.Random(Networks.Shape(Activation.Tanh, window: 0), 24, seed: 5);
        foreach (ParameterTensor tensor in plain.Parameters.Tensors)
            tensor.Write(attending.Parameters[tensor.Name].Read(attending.Parameters.Values), plain.Parameters.Values);
        attending.ForwardBackward(24, 1, team, 1, dropOut: false);
        plain.ForwardBackward(24, 1, team, 1, dropOut: false);
        foreach (ParameterTensor tensor in plain.Parameters.Tensors)
            Assert.Equal(
                attending.Parameters[tensor.Name].Read(attending.Gradients.ToArray()),
                tensor.Read(plain.Gradients.ToArray())
            );
    }

    [Fact]
    public void It_sees_one_bar_and_says_so_when_asked_for_more() =>
        Assert.Contains(
            "Window must be 1",
            Assert.Throws<ArgumentException>((s_plain with { Window = 4 }).Validate).Message,
            StringComparison.Ordinal
        );

    private static float[] Logits(NetworkParameters parameters, float[] inputs, int bars, SimdLevel level)
    {
        float[] logits0 = new float[bars],
            logits1 = new float[bars];
        new InferenceNetwork(parameters, 12, level).Run(
            inputs.AsSpan(0, bars * parameters.Shape.Inputs),
            bars,
            1,
            logits0,
            logits1
        );
        return [.. logits0, .. logits1];
    }
}
