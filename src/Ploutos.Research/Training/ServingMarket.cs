using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ploutos.Features.Market;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Training;

/// <summary>The market that serving forecasters read on a day, without tickers that have serious
/// findings. A day's values use nothing later than the day.</summary>
/// <param name="Features">The market's features.</param>
/// <param name="KnownAt">When the bars were read; null for now, whenever that is.</param>
public sealed record ServingMarket(MarketFeatures Features, DateTimeOffset? KnownAt)
{
    /// <summary>Serious findings of its tickers: of those left out, or accepted.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

    /// <summary>Why a ticker is not in the market although it is stored: its bars can't be read. By
    /// ticker.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>Fingerprint of a day's values in a ticker's exchange: SHA-256, the first 16 hexadecimal
    /// digits.</summary>
    public string HashOf(string ticker, DateOnly day)
    {
        double[] row = new double[MarketFeatures.Names.Count + 1];
        Features.CopyDay(ticker, day, row);
        row[^1] = Features.MembersOn(ticker, day);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(row)))[..16];
    }
}
