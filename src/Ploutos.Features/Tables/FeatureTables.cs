using Ploutos.Features.Columns;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Tables;

/// <summary>Features of many series. Those of a few dozen are held in memory. Larger tables lie in a file without
/// a name in the machine's folder for temporary files, and are read again where they are asked for: the features
/// of 500 tickers over twenty years would take 860 MB. Where that folder takes no file, lies in memory itself
/// or has not twice the room, they are held in memory, too.</summary>
public static class FeatureTables
{
    /// <summary>Bytes of features that are held in memory.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>The features of each series, all cores at work.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="markets">The market of each set; null where it needs none.</param>
    /// <param name="sets">The sets; an indicator that they share is computed once a series.</param>
    /// <returns>[series][sets].</returns>
    public static FeatureMatrix[][] Compute(
        IReadOnlyList<BarSeries> bars,
        IReadOnlyList<MarketFeatures?> markets,
        IReadOnlyList<FeatureSet> sets
    ) => Compute(bars, markets, sets, MostBytes, Path.GetTempPath());

    /// <inheritdoc cref="Compute(IReadOnlyList{BarSeries}, IReadOnlyList{MarketFeatures}, IReadOnlyList{FeatureSet})"/>
    /// <param name="bars">The series.</param>
    /// <param name="markets">The market of each set; null where it needs none.</param>
    /// <param name="sets">The sets.</param>
    /// <param name="mostBytes">Bytes of features that are held in memory.</param>
    /// <param name="folder">Where the file of more lies.</param>
    internal static FeatureMatrix[][] Compute(
        IReadOnlyList<BarSeries> bars,
        IReadOnlyList<MarketFeatures?> markets,
        IReadOnlyList<FeatureSet> sets,
        long mostBytes,
        string folder
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(sets);
        long bytes = bars.Sum(b => (long)b.Count) * sets.Sum(s => s.Count) * sizeof(double);
        ColumnFile? file = bytes > mostBytes ? ColumnFile.TryCreate(folder, bytes) : null;
        FeatureSet[] all = [.. sets];
        var features = new FeatureMatrix[bars.Count][];
        // The first series alone: the others find the market's part computed.
        int alone = markets.Any(m => m is not null) ? Math.Min(1, bars.Count) : 0;
        for (int i = 0; i < alone; i++)
            features[i] = Of(i);
        Parallel.For(alone, bars.Count, i => features[i] = Of(i));
        return features;

        FeatureMatrix[] Of(int i)
        {
            FeatureMatrix[] computed = FeatureSet.Compute(bars[i], markets, all);
            return file is null ? computed : Array.ConvertAll(computed, m => m.InFile(file));
        }
    }
}
