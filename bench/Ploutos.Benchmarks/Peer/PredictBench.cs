using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;

namespace Ploutos.Benchmarks.Peer;

/// <summary>A warm prediction: from three years of bars in memory to the signal, at the default
/// window.</summary>
internal static class PredictBench
{
    public static IEnumerable<object> Run(Arguments arguments)
    {
        var forecaster = new ExpertForecaster(SampleModels.Make());
        BarSeries bars = Market.NewestYears;
        double[] probability = new double[3];
        double seconds = Clock
            .From(arguments)
            .Median(() => Signal(forecaster, bars, probability), rounds: 9, callsPerRound: 100);
        yield return new
        {
            bars = bars.Count,
            window = ExpertDefinition.DefaultWindow,
            signal = Signal(forecaster, bars, probability).Text(),
            us = 1e6 * seconds,
        };
    }

    public static Signal Signal(ExpertForecaster forecaster, BarSeries bars, double[] probability)
    {
        forecaster.Predict(bars, probability);
        return EnsembleVote
            .Default.Cast(new(probability[0], probability[1], probability[2]), SampleModels.Thresholds)
            .Signal;
    }
}
