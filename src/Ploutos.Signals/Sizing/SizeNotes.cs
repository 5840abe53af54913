using System.Globalization;
using Ploutos.Experts.Risk;
using Ploutos.MarketData.Calendar;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Sizing;

/// <summary>What a reader must know of sized positions, and what they do not know.</summary>
internal static class SizeNotes
{
    /// <summary>What was done: forecasts that EWMA stands in for, old prices, limits that cut, positions
    /// too dear for one share.</summary>
    public static IEnumerable<string> Of(
        SizeRequest request,
        IReadOnlyList<SizeCandidate> sized,
        PortfolioPlan plan,
        RiskModel model,
        DateOnly asOf
    )
    {
        foreach (SizeCandidate c in sized.Where(c => c.Why is not null))
            yield return $"{c.Why} EWMA(0.94) sizes it.";
        foreach (SizeCandidate c in sized.Where(c => c.Bars.Dates[^1] < asOf))
            yield return Text($"{c.Bars.Ticker} has no bar of {asOf:yyyy-MM-dd}: ")
                + Text($"it is priced at its close of {c.Bars.Dates[^1]:yyyy-MM-dd}.");
        if (plan.PositionsCut > 0)
            yield return Text($"The limit of {100 * request.MaxPosition:0.#} % of what is sized in one ticker cut ")
                + Text($"{plan.PositionsCut} position(s).");
        if (plan.GrossCut)
            yield return Text(
                $"The limit of {100 * request.MaxGross:0.#} % of what is sized in all positions cut them: "
            ) + "the target needs more.";
        int none = plan.Shares.Count(s => s == 0);
        if (none > 0)
            yield return Text($"{none} ticker(s) get no share: one costs more than their position.");
        if (asOf <= model.Card.Days.ValidationTo)
            yield return Text($"The model was fitted on days up to {model.Card.Days.ValidationTo:yyyy-MM-dd}, ")
                + "this one among them: it knows what came.";
    }

    /// <summary>Which prices may not be those of the day.</summary>
    public static IEnumerable<string> OfPrices(SizePrices prices)
    {
        if (prices.Adjusted.Count > 0)
            yield return $"{Names(prices.Adjusted)}: no splits and dividends are stored. The prices used of that day"
                + " may be adjusted for later ones, and shares are counted by them.";
    }

    /// <summary>What stays although it is not sized.</summary>
    public static IEnumerable<string> OfLeft(IReadOnlyList<LeftOutTicker> left, double capital, double investable)
    {
        LeftOutTicker[] held = [.. left.Where(l => l.Held is not (null or 0))];
        if (held.Where(l => l.Price is not null).ToArray() is { Length: > 0 } priced)
            yield return $"What is held of {Names(priced.Select(l => l.Ticker))} stays, "
                + Text($"worth {priced.Sum(l => l.Worth!.Value):0.00} at the last close: {investable:0.00} of ")
                + Text($"{capital:0.00} are sized, and target, weights, limits and volatilities are of these. ")
                + "The risk of what stays is not in them.";
        if (held.Where(l => l.Price is null).ToArray() is { Length: > 0 } unpriced)
            yield return $"What is held of {Names(unpriced.Select(l => l.Ticker))} stays and has no price: its worth is"
                + " not taken from the capital, and may be spent again. Give a capital without it.";
    }

    private static string Names(IEnumerable<string> tickers) => string.Join(", ", tickers);

    /// <summary>What the figures do not know.</summary>
    public static IReadOnlyList<string> Unknown(
        ShrunkCovariance covariance,
        DateOnly from,
        IReadOnlyList<SizeCandidate> sized,
        AccountCurrency currency
    )
    {
        bool isOfSeveral = sized
            .Select(c => TickerMarket.GroupOf(c.Bars.Ticker, c.Bars.Market))
            .Distinct()
            .Skip(1)
            .Any();
        string[] hours = isOfSeveral
            ?
            [
                "Hours: closes of one date are hours apart in several markets. What New York does after Tokyo's close"
                    + " is in Tokyo's next date, so that covariances between markets are too low.",
            ]
            : [];
        return
        [
            "Direction: every ticker is held long, each with the same forecast volatility; nothing here says that one"
                + " rises.",
            sized.Count == 1
                ? "Covariances: there is one ticker alone, and nothing that could offset it."
                : Text($"Covariances: they come from {covariance.Days} days after {from:yyyy-MM-dd} alone, shrunk by ")
                    + Text($"{covariance.Intensity:0.00} towards one correlation of {covariance.MeanCorrelation:0.00} ")
                    + "(Ledoit and Wolf 2004). What moves together in a crash alone is not in them.",
            "The next open: orders are in shares at the last closes. Costs, taxes and dividends are not in the"
                + " figures.",
            .. hours,
            currency.Converts
                ? $"Currencies: a ticker's volatility is that of its price in its own currency. What exchange rates to"
                    + $" {currency.Code} add is in the covariances alone."
                : "Currencies: the capital is in the unit of the quotes, such as pence for shares in London. Nothing is"
                    + " converted.",
            "Index funds: a fund is the market already, and the market's inputs add nothing to its forecast; which"
                + " tickers are funds is not known.",
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
