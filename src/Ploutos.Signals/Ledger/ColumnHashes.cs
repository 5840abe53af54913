using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;

namespace Ploutos.Signals.Ledger;

/// <summary>Fingerprints of what models read of columns of files for a forecast, so that a replay can say
/// which file was changed.</summary>
internal static class ColumnHashes
{
    /// <summary>Those of the models' windows at the bars' last day; null where none reads a column.</summary>
    public static IReadOnlyDictionary<string, string>? Of(IReadOnlyList<TrainedExpert> models, BarSeries bars)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (TrainedExpert model in models)
            foreach (FileColumn column in model.Definition.Columns)
                hashes[$"{model.Definition.Name}: {column.Name} of {column.File}"] = HashOf(
                    column.Values(bars).AsSpan()[^Math.Min(model.Window, bars.Count)..]
                );
        return hashes.Count == 0 ? null : hashes;
    }

    /// <summary>The columns that differ, in words; empty where none does, or one of the two is not
    /// known.</summary>
    public static IReadOnlyList<string> Changed(
        IReadOnlyDictionary<string, string>? before,
        IReadOnlyDictionary<string, string>? after
    ) =>
        before is null || after is null
            ? []
            : [.. before.Where(b => after.TryGetValue(b.Key, out string? now) && now != b.Value).Select(b => b.Key)];

    private static string HashOf(ReadOnlySpan<double> values) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];
}
