using Ploutos.Features.Market;

namespace Ploutos.Experts.Risk;

/// <summary>Whether a forecast uses the market's inputs; if not, why it rests on the ticker's own
/// alone.</summary>
public enum MarketUse
{
    /// <summary>It uses them.</summary>
    Used,

    /// <summary>Fewer than five tickers have a value on the day.</summary>
    TooFewTickers,

    /// <summary>The ticker is not one of the market's.</summary>
    TickerOutsideMarket,

    /// <summary>No ticker of the market has a bar on the day.</summary>
    DayOutsideMarket,

    /// <summary>The model was fitted without a market: too few of its rows had one.</summary>
    ModelWithoutMarket,
}

/// <summary>Words for <see cref="MarketUse"/>.</summary>
public static class MarketUseText
{
    /// <summary>One sentence for the user; empty where the market is used.</summary>
    public static string Explain(this MarketUse use) =>
        use switch
        {
            MarketUse.Used => "",
            MarketUse.TooFewTickers =>
                $"Uses the ticker's own inputs alone: fewer than {MarketFeatures.LeastTickers} tickers of the market "
                    + "have a value on this day.",
            MarketUse.TickerOutsideMarket =>
                "Uses the ticker's own inputs alone: the ticker is not one of those that the market is made of.",
            MarketUse.DayOutsideMarket =>
                "Uses the ticker's own inputs alone: no ticker of the market has a bar on this day.",
            MarketUse.ModelWithoutMarket =>
                "Uses the ticker's own inputs alone: the model was fitted without a market, because fewer than "
                    + $"{RiskTraining.LeastRows} of its rows fell on days with {MarketFeatures.LeastTickers} tickers "
                    + "or more.",
            _ => throw new ArgumentOutOfRangeException(nameof(use), $"There is no market use {use}."),
        };
}
