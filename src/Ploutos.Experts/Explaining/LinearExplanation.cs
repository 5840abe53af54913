using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Explaining;

/// <summary>Why a simpler forecaster says what it says: each input's distance from its mean times its
/// weight, on the day of the prediction alone. The base rate has no inputs.</summary>
internal static class LinearExplanation
{
    /// <exception cref="ArgumentException">An input that it needs is missing on the last
    /// day.</exception>
    public static Explanation Of(TrainedExpert expert, ModelServing simple, BarSeries bars, MarketFeatures? market)
    {
        double[] contributions = [],
            values = [],
            scaled = [];
        string[] names = [];
        double margin = Math.Log(simple.BaseRate / (1 - simple.BaseRate)),
            atMean = margin;
        if (!simple.Abstains)
        {
            var ticker = new SimpleTicker(simple, bars);
            LinearForecaster? part = ticker.PartAt(bars.Count - 1, market);
            margin = part?.LogOdds(ticker.Row) ?? double.NaN;
            if (part is null || double.IsNaN(margin))
                throw new ArgumentException(
                    $"{bars.Ticker}: an input of the {simple.Forecaster} forecast is missing on"
                        + $" {bars.Dates[^1]:yyyy-MM-dd}. Check the bars of the last year.",
                    nameof(bars)
                );
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
