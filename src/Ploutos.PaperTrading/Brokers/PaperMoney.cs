using Ploutos.MarketData;
using Ploutos.MarketData.Currencies;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>The one currency of the account. Prices in others are converted by the stored daily rates,
/// each by the last one whose own day had ended at the price's moment.</summary>
/// <param name="currency">The account's, such as USD.</param>
/// <param name="bars">Bars of tickers and of rates.</param>
/// <param name="instrument">What is stored of a ticker beside its bars; null for nothing.</param>
public sealed class PaperMoney(string currency, PaperBars bars, Func<string, Instrument?>? instrument = null)
{
    private readonly Dictionary<string, BarSeries?> _converted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Why, Remedy Remedy)> _lacks = new(StringComparer.Ordinal);

    /// <summary>The account's currency.</summary>
    public string Currency => currency;

    /// <summary>A ticker's bars with prices in the account's currency; null where there are no bars, or no
    /// rates.</summary>
    public BarSeries? Of(string ticker)
    {
        if (_converted.TryGetValue(ticker, out BarSeries? known))
            return known;
        BarSeries? own = bars.Of(ticker);
        return _converted[ticker] = own is null ? null : Convert(ticker, own);
    }

    /// <summary>Why a ticker has no price in the account's currency, to follow "because" or "but".</summary>
    public string WhyNot(string ticker) =>
        _lacks.TryGetValue(ticker, out (string Why, Remedy) lack) ? lack.Why : bars.WhyNot(ticker);

    /// <summary>What brings its price back.</summary>
    public Remedy RemedyOf(string ticker) =>
        _lacks.TryGetValue(ticker, out (string, Remedy Remedy) lack) ? lack.Remedy : bars.RemedyOf(ticker);

    private BarSeries? Convert(string ticker, BarSeries own)
    {
        if (MarketCurrency.Of(ticker, instrument?.Invoke(ticker) ?? new()) is not { } quoted)
        {
            _lacks[ticker] = (
                "nobody knows the currency of its prices: set it",
                new ChangeOption("currency", $"that of {ticker}")
            );
            return null;
        }

        (string code, int units) = MinorUnit.Of(quoted);
        if (code == currency && units == 1)
            return own;
        if (RatePath.Find(code, currency, bars.Of) is { } legs)
            return new ExchangeRates(units, legs).Convert(own);
        string[] names = [.. RatePath.Lacking(code, currency, bars.Of)];
        _lacks[ticker] = (
            $"its prices are in {code}, the account is in {currency}, and the store has no rate"
                + $" {string.Join(" and ", names)}",
            new FetchTicker(names[0])
        );
        return null;
    }
}
