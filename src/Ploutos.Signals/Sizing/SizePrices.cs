using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;

namespace Ploutos.Signals.Sizing;

/// <summary>A price that shares are counted by.</summary>
/// <param name="Value">Currency units, above 0.</param>
/// <param name="Day">The day of the close.</param>
internal readonly record struct SizePrice(double Value, DateOnly Day);

/// <summary>The last closes that shares are counted by. Bars are adjusted for later splits and
/// dividends; of a day with later bars the price is the one that was quoted.</summary>
internal sealed class SizePrices(BarStore store)
{
    private readonly SortedSet<string> _adjusted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _damaged = new(StringComparer.Ordinal);

    /// <summary>Tickers that were asked for and whose price may be adjusted for what came later, since
    /// no splits and dividends are stored.</summary>
    public IReadOnlyCollection<string> Adjusted => _adjusted;

    /// <summary>Why a ticker that was asked for has no price though it has bars: its rows as delivered can't
    /// be read; null where that is not so.</summary>
    public string? WhyNot(string ticker) => _damaged.GetValueOrDefault(ticker);

    /// <summary>The price of bars up to a day; null where there is none.</summary>
    public SizePrice? Of(BarSeries bars)
    {
        if (bars.Count == 0 || !(bars.Close[^1] > 0))
            return null;
        DateOnly day = bars.Dates[^1];
        bool isNewest =
            bars.Origin == DataOrigin.Simulated || store.Find(bars.Ticker) is not { } stored || stored.LastDay <= day;
        if (isNewest)
            return new(bars.Close[^1], day);
        try
        {
            DeliveredSeries delivered = store.ReadDelivered(bars.Ticker);
            if (delivered.Actions.Count == 0)
                _adjusted.Add(bars.Ticker);
            return new(QuotedPrice.CloseOf(delivered, day) ?? bars.Close[^1], day);
        }
        catch (MarketDataException e)
        {
            _damaged[bars.Ticker] = $"its prices as quoted can't be read: {e.Message.TrimEnd('.')}";
            return null;
        }
    }
}
