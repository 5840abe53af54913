using System.Globalization;
using Ploutos.MarketData;

namespace Ploutos.Tests;

/// <summary>The 31 real series as the risk reference reads them: as they stand, without repair,
/// rows with a missing cell left out.</summary>
internal static class RealMarket
{
    private static readonly Lazy<IReadOnlyList<BarSeries>> s_bars = new(Read);

    /// <summary>All 31, by ticker; the calling test is skipped where they are not there.</summary>
    public static IReadOnlyList<BarSeries> BarsOrSkip()
    {
        _ = TestPaths.RealBarsOrSkip();
        return s_bars.Value;
    }

    /// <summary>The cells of a reference file of the risk model, row after row by column name.</summary>
    public static IEnumerable<Dictionary<string, string>> ReferenceRowsOrSkip(string file)
    {
        string[] lines = File.ReadAllLines(TestPaths.SharedOrSkip("reference", "risk", file));
        string[] names = lines[0].Split(',');
        return lines[1..].Select(line => names.Zip(line.Split(',')).ToDictionary(c => c.First, c => c.Second));
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<BarSeries> Read() =>
        [
            .. Directory
                .GetFiles(TestPaths.RealBarsOrSkip(), "*.csv")
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    BarSeries.FromBars(
                        Path.GetFileNameWithoutExtension(path),
                        DataOrigin.Observed,
                        [
                            .. File.ReadLines(path)
                                .Skip(1)
                                .Select(line => line.Split(','))
                                .Where(cells => cells.Take(6).All(c => c.Length > 0))
                                .Select(c => new Bar(
                                    Day(c[0]),
                                    Number(c[1]),
                                    Number(c[2]),
                                    Number(c[3]),
                                    Number(c[4]),
                                    Number(c[5])
                                )),
                        ]
                    )
                ),
        ];
}
