using BenchmarkDotNet.Attributes;
using Ploutos.Neural;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Benchmarks.Micro;

/// <summary>One training step on one thread. What <c>Step</c> takes longer than
/// <c>ForwardBackward</c> is gradient clipping and AdamW.</summary>
public class StepBenchmarks
{
    private readonly WorkerTeam _team = new(1);
    private TrainingNetwork _network = null!;

    /// <summary>The expert.</summary>
    [ParamsSource(nameof(Cases))]
    public ExpertCase Expert { get; set; } = null!;

    /// <summary>The experts and windows.</summary>
    public static IEnumerable<ExpertCase> Cases => ExpertCase.All;

    /// <summary>Random rows, the context of every sequence without loss.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var parameters = new NetworkParameters(Expert.Shape);
        parameters.Initialise(0);
        _network = new TrainingNetwork(
            parameters,
            new FocalLoss(),
            new AdamWOptions(),
            Expert.Sequences * Expert.Length,
            seed: 0
        );
        var random = new Random(1);
        foreach (ref float x in _network.Inputs)
            x = 2 * random.NextSingle() - 1;
        for (int i = 0; i < _network.Labels.Length; i++)
            _network.Labels[i] = (sbyte)(i % Expert.Length < Expert.Shape.Window - 1 ? -1 : random.Next(2));
    }

    /// <summary>Loss and all gradients.</summary>
    [Benchmark]
    public double ForwardBackward() =>
        _network.ForwardBackward(Expert.Sequences, Expert.Length, _team, 1, dropOut: true).Sum;

    /// <summary>Loss, gradients, clipping and AdamW. A learning rate of zero leaves the weights
    /// where they are, so that every call is alike.</summary>
    [Benchmark]
    public double Step() => _network.Step(Expert.Sequences, Expert.Length, 0, _team, 1).Sum;

    /// <summary>Ends the team.</summary>
    [GlobalCleanup]
    public void Cleanup() => _team.Dispose();
}
