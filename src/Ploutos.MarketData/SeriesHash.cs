using System.Security.Cryptography;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData;

/// <summary>The fingerprint of bars: whoever trains on the same bars gets the same one.</summary>
public static class SeriesHash
{
    /// <summary>SHA-256 over ticker, origin, dates and values of the series in the order given, as
    /// 64 hexadecimal digits.</summary>
    public static string Of(params IEnumerable<BarSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (BarSeries s in series)
        {
            hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"{s.Ticker} {s.Origin} {s.Count}\n"));
            hash.AppendData(BarCodec.Encode(s));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
