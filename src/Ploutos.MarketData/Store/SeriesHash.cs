using System.Security.Cryptography;
using System.Text;

namespace Ploutos.MarketData.Store;

/// <summary>The fingerprint of bars: SHA-256 as 64 hexadecimal digits. The same bars give the same
/// one. Bars are hashed as <see cref="BarCodec"/> writes them; what stands before a series differs
/// between the two uses and cannot change, since stored signals, models, studies and evaluations
/// hold these hashes.</summary>
public static class SeriesHash
{
    /// <summary>Of the bars behind a signal: ticker, origin, count, dates and values of the series in
    /// the order given.</summary>
    public static string Of(params IEnumerable<BarSeries> series) =>
        Compute(series, static s => Encoding.ASCII.GetBytes($"{s.Ticker} {s.Origin} {s.Count}\n"));

    /// <summary>Of the bars behind a training, which are all of one origin: ticker, dates and values
    /// of the series in the order given.</summary>
    public static string OfPool(IEnumerable<BarSeries> series) =>
        Compute(series, static s => Encoding.UTF8.GetBytes(s.Ticker));

    private static string Compute(IEnumerable<BarSeries> series, Func<BarSeries, byte[]> heading)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (BarSeries s in series)
        {
            hash.AppendData(heading(s));
            BarCodec.AppendTo(hash, s);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
