using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Explaining;

/// <summary>Why a simpler forecaster says what it says: each input's distance from its mean times its
/// weight, on the day of the prediction alone. The base rate has no inputs, nor has a day on which it
/// stands in for an input that is missing.</summary>
internal static class LinearExplanation
{
    public static Explanation Of(
        TrainedExpert expert,
        ModelServing simple,
        BarSeries bars,
        MarketFeatures? market,
        MarketFeatures? inputs
    )
    {
        double[] contributions = [],
            values = [],
            scaled = [];
        string[] names = [];
        var ticker = new SimpleTicker(simple, bars, inputs);
        SimpleForecast forecast = ticker.At(bars.Count - 1, market);
        (double margin, double atMean) = (forecast.LogOdds, forecast.LogOdds);
        if (!forecast.Abstains && ticker.PartAt(bars.Count - 1, market) is { } part)
        {
            atMean = part.Intercept;
            names = [.. part.Names];
            values = ticker.Row[..names.Length].ToArray();
            scaled = [.. values.Select((v, j) => part.Standardised(j, v))];
            contributions = [.. values.Select((v, j) => part.Contribution(j, v))];
        }

        return new()
        {
            Expert = expert.Definition,
            Features = names,
            Ticker = bars.Ticker,
            Days = [bars.Dates[^1]],
            Probability = LinearForecaster.Probability(margin),
            Margin = margin,
            BaseMargin = atMean,
            Contributions = [contributions],
            Values = values,
            ScaledValues = scaled,
            Attention = [1],
            AttentionPrior = [1],
            Unexplained = margin - atMean - contributions.Sum(),
            Steps = 0,
        };
    }
}
