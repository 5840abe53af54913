using BenchmarkDotNet.Attributes;
using Ploutos.Benchmarks.Peer;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.Neural;
using Ploutos.Neural.Parameters;

namespace Ploutos.Benchmarks.Micro;

/// <summary>An expert's logits, bars on their own, on one thread.</summary>
public class InferenceBenchmarks
{
    private float[] _inputs = [],
        _class0 = [],
        _class1 = [];
    private InferenceNetwork _network = null!;

    /// <summary>The expert.</summary>
    [Params("momentum", "reversion", "volatility")]
    public string Expert { get; set; } = "";

    /// <summary>Rows a call.</summary>
    [Params(1, 512)]
    public int Rows { get; set; }

    /// <summary>The network and its rows.</summary>
    [GlobalSetup]
    public void Setup()
    {
        ExpertDefinition expert = ExpertDefinition.All.Single(e => e.Name == Expert);
        var parameters = new NetworkParameters(expert.Shape(expert.Defaults, window: 1));
        parameters.Initialise(0);
        _network = new InferenceNetwork(parameters, Rows);
        var random = new Random(1);
        _inputs = [.. Enumerable.Range(0, Rows * expert.Features.Count).Select(_ => 2 * random.NextSingle() - 1)];
        (_class0, _class1) = (new float[Rows], new float[Rows]);
    }

    /// <summary>One call.</summary>
    [Benchmark]
    public float Run()
    {
        _network.Run(_inputs, Rows, 1, _class0, _class1);
        return _class0[0];
    }
}

/// <summary>From bars in memory to features, and to a signal.</summary>
public class ForecastBenchmarks
{
    private readonly FeatureSet[] _sets = [.. FeatureSet.All];
    private readonly BarSeries _ticker = Market.Bars[0],
        _newest = Market.NewestYears;
    private readonly ExpertForecaster _forecaster = new(SampleModels.Make());
    private readonly double[] _probability = new double[3];

    /// <summary>All 43 features of 3,000 bars.</summary>
    [Benchmark]
    public int Features() => FeatureSet.Compute(_ticker, _sets).Length;

    /// <summary>Three years of bars to one signal: features, three experts with the default window,
    /// calibration, vote.</summary>
    [Benchmark]
    public int Predict() => (int)PredictBench.Signal(_forecaster, _newest, _probability);
}
