using Ploutos.Neural.Kernels;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

/// <summary>Small random networks and batches for the property tests.</summary>
internal static class Networks
{
    /// <summary>A window of 0 bars stands for a plain network, without attention.</summary>
    public static NetworkShape Shape(Activation activation, int window, float dropout = 0f) =>
        new()
        {
            Inputs = 7,
            Stack = [20, 16],
            Activation = activation,
            Heads = window == 0 ? 0 : 2,
            Window = Math.Max(1, window),
            Skip = 0.3f,
            ClassifierWidth = 9,
            StackDropout = dropout,
            AttentionDropout = dropout,
            ClassifierDropout = dropout,
        };

    public static TrainingNetwork Random(
        NetworkShape shape,
        int bars,
        int seed,
        SimdLevel? level = null,
        FocalLoss? loss = null,
        long leastWork = Region.LeastWork
    )
    {
        var parameters = new NetworkParameters(shape);
        parameters.Initialise(seed);
        var random = new Random(seed + 1);
        foreach (ParameterTensor t in parameters.Tensors.Where(t => t.Columns == 0))
            for (int i = 0; i < t.Rows; i++)
                parameters.Values[t.Offset + i] += 0.2f * (random.NextSingle() - 0.5f);
        var network = new TrainingNetwork(
            parameters,
            loss ?? new FocalLoss { Weight0 = 0.4, Weight1 = 0.6 },
            new AdamWOptions(),
            bars,
            seed,
            level
        )
        {
            LeastWork = leastWork,
        };
        FillBatch(network, bars, seed + 2);
        return network;
    }

    public static void FillBatch(TrainingNetwork network, int bars, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < bars * network.Parameters.Shape.Inputs; i++)
            network.Inputs[i] = 2f * random.NextSingle() - 1f;
        for (int m = 0; m < bars; m++)
            network.Labels[m] = (sbyte)random.Next(2);
    }
}
