using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ploutos.Experts;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;

namespace Ploutos.Research.Training;

/// <summary>The market that an ensemble's serving forecasters read. A day's values use nothing later
/// than the day.</summary>
/// <param name="Features">The market's features.</param>
/// <param name="KnownAt">When the bars were read; null for now, whenever that is.</param>
public sealed record ServingMarket(MarketFeatures Features, DateTimeOffset? KnownAt)
{
    /// <summary>Reads the market of an ensemble, as far as the store has its tickers; null where no
    /// serving forecaster reads one.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="ensemble">The models.</param>
    /// <param name="knownAt">As the store knew the bars then; null for now.</param>
    public static ServingMarket? Read(BarStore store, Ensemble ensemble, DateTimeOffset? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(ensemble);
        if (ensemble.Market.Count == 0)
            return null;
        DataOrigin origin = ensemble.IsSimulated ? DataOrigin.Simulated : DataOrigin.Observed;
        HashSet<string> wanted = [.. ensemble.Market];
        var market = new List<BarSeries>();
        foreach (StoredTicker ticker in store.List().Where(t => t.Origin == origin && wanted.Contains(t.Ticker)))
        {
            try
            {
                market.Add(store.Read(ticker.Ticker, knownAt: knownAt));
            }
            catch (NoDataException) when (knownAt is not null)
            {
                // Nothing was known of the ticker then.
            }
        }

        return new(MarketFeatures.Compute(market), knownAt);
    }

    /// <summary>Fingerprint of a day's values: SHA-256, the first 16 hexadecimal digits.</summary>
    public string HashOf(DateOnly day)
    {
        double[] row = new double[MarketFeatures.Names.Count + 1];
        Features.CopyDay(day, row);
        row[^1] = Features.MembersOn(day);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(row)))[..16];
    }
}
