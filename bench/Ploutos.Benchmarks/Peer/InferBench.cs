using Ploutos.Experts.Definitions;
using Ploutos.Neural;
using Ploutos.Neural.Parameters;

namespace Ploutos.Benchmarks.Peer;

/// <summary>From rows in memory to both classes' probabilities, 1 and 512 rows at a time, on one
/// thread.</summary>
internal static class InferBench
{
    private const int Calls = 300,
        Rounds = 5;

    public static IEnumerable<object> Run(Arguments arguments)
    {
        ExpertDefinition expert = PeerSettings.Expert(arguments);
        PeerData data = PeerData.Read(arguments.Path);
        Clock clock = Clock.From(arguments);
        var parameters = new NetworkParameters(PeerSettings.Shape(expert, expert.Defaults));
        parameters.Initialise(0);
        foreach (int rows in new[] { 1, 512 })
        {
            var network = new InferenceNetwork(parameters, rows);
            float[] inputs = data.Training.InputRows(0, rows).ToArray();
            float[] class0 = new float[rows],
                class1 = new float[rows];
            double seconds = clock.Median(
                () =>
                {
                    network.Run(inputs, rows, 1, class0, class1);
                    Softmax(class0, class1);
                },
                Rounds,
                Calls
            );
            yield return new
            {
                expert = expert.Name,
                rows,
                us = 1e6 * seconds,
            };
        }
    }

    private static void Softmax(float[] class0, float[] class1)
    {
        for (int i = 0; i < class0.Length; i++)
        {
            float one = 1f / (1f + MathF.Exp(class0[i] - class1[i]));
            (class0[i], class1[i]) = (1f - one, one);
        }
    }
}
