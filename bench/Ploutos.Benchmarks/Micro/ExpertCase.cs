using Ploutos.Experts.Definitions;
using Ploutos.Neural.Parameters;

namespace Ploutos.Benchmarks.Micro;

/// <summary>An expert at its default size and a window, with a batch of 128 rows that bear loss.</summary>
public sealed class ExpertCase(ExpertDefinition expert, int window) : ICountsFlops
{
    private const int Batch = 128,
        RunLength = 8;

    /// <summary>The six cases: three experts, each with bars on their own and with the default
    /// window.</summary>
    public static IEnumerable<ExpertCase> All =>
        ExpertDefinition.All.SelectMany(e =>
            new[] { new ExpertCase(e, 1), new ExpertCase(e, ExpertDefinition.DefaultWindow) }
        );

    /// <summary>The network.</summary>
    public NetworkShape Shape { get; } = expert.Shape(expert.Defaults, window);

    /// <summary>Sequences a batch, B.</summary>
    public int Sequences { get; } = window == 1 ? Batch : Batch / RunLength;

    /// <summary>Bars a sequence, T: the rows that bear loss and the context before them.</summary>
    public int Length { get; } = window == 1 ? 1 : RunLength + window - 1;

    /// <summary>Of a training step: forward, and twice that backward (the gradients of weights and
    /// of inputs). With a window of one bar attention needs the values only.</summary>
    public double Flops(string method)
    {
        double multiplyAdds = 0,
            width = Shape.Inputs;
        foreach (int next in Shape.Stack)
        {
            multiplyAdds += width * next;
            width = next;
        }

        multiplyAdds +=
            width * width * (window == 1 ? 2 : 4)
            + width * Shape.ClassifierWidth
            + Shape.ClassifierWidth * NetworkShape.Classes;
        if (window > 1)
            multiplyAdds += 2 * width * window;
        return 3 * 2 * multiplyAdds * Sequences * Length;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{expert.Name}, window {window}";
}
