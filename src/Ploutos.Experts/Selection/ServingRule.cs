using Ploutos.Experts.Metrics;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Selection;

/// <summary>Decides who answers a question: the network, unless a simpler forecaster is better on the
/// validation folds by more than one standard error of the paired difference of the log-loss; of
/// several, the one with the lowest log-loss. The difference is the mean over days of the daily means,
/// its standard error that of Newey and West (<see cref="DieboldMariano"/>), since tickers move
/// together and labels overlap.</summary>
public static class ServingRule
{
    /// <summary>Holds all forecasters against the network.</summary>
    /// <param name="network">The network's forecasts on the folds.</param>
    /// <param name="simple">The simpler ones by name, about the same rows in the same order.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    /// <returns>The scores, the network's first.</returns>
    public static IReadOnlyList<ServingScore> Compare(
        Forecasts network,
        IReadOnlyList<(string Name, Forecasts Forecasts)> simple,
        int horizon
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(simple);
        return
        [
            new(ModelServing.Network, Metric.LogLoss.Of(network), 0, null),
            .. simple.Select(s => Score(s.Name, s.Forecasts, network, horizon)),
        ];
    }

    /// <summary>The name of the one that serves.</summary>
    public static string Decide(IReadOnlyList<ServingScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Where(s => s.IsBetter).MinBy(s => s.LogLoss)?.Name ?? ModelServing.Network;
    }

    private static ServingScore Score(string name, Forecasts forecasts, Forecasts network, int horizon)
    {
        DieboldMarianoResult test = DieboldMariano.Test(Metric.LogLoss, network, forecasts, horizon);
        return new(name, Metric.LogLoss.Of(forecasts), test.Gain, test.StandardError);
    }
}
