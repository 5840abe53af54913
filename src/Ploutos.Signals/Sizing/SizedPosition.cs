namespace Ploutos.Signals.Sizing;

/// <summary>One ticker's position.</summary>
public sealed record SizedPosition
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Its last close, in its own currency; of a past day as it was quoted then.</summary>
    public required double Price { get; init; }

    /// <summary>What one of the price's currency is worth in the account's; null where nothing is
    /// converted.</summary>
    public double? Rate { get; init; }

    /// <summary>The day of that close.</summary>
    public required DateOnly PricedOn { get; init; }

    /// <summary>Whole shares to hold.</summary>
    public required long Shares { get; init; }

    /// <summary>Shares times price, in the account's currency.</summary>
    public required double Worth { get; init; }

    /// <summary>Worth as a share of <see cref="SizeReport.Investable"/>.</summary>
    public required double Weight { get; init; }

    /// <summary>Forecast volatility a year; null for a ticker that is only to be sold.</summary>
    public double? Volatility { get; init; }

    /// <summary>Whose forecast: risk or ewma; null for a ticker that is only to be sold.</summary>
    public string? Forecast { get; init; }

    /// <summary>Its share of the portfolio's variance; all add up to 1.</summary>
    public required double RiskShare { get; init; }

    /// <summary>Shares held now; null where nothing is said of holdings.</summary>
    public double? Held { get; init; }

    /// <summary>Shares to buy (above 0) or sell; null where nothing is said of holdings.</summary>
    public double? Trade { get; init; }
}

/// <summary>A ticker that could not be sized.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Held">Shares held now, which are left as they are; null where nothing is said of
/// holdings, or none are held.</param>
public sealed record LeftOutTicker(string Ticker, string Reason, double? Held)
{
    /// <summary>Its last close, in its own currency; null where the store has none.</summary>
    public double? Price { get; init; }

    /// <summary>What one of the price's currency is worth in the account's; null where nothing is
    /// converted.</summary>
    public double? Rate { get; init; }

    /// <summary>What the shares held are worth at that price, in the account's currency, below 0 where sold
    /// short; 0 where none are held, null where they have no price.</summary>
    public double? Worth => Held is null or 0 ? 0 : Held * Price * (Rate ?? 1);
}
