using System.Globalization;
using Ploutos.Features;
using Ploutos.Features.Expressions;
using Ploutos.MarketData;

namespace Ploutos.Benchmarks.Peer;

/// <summary>Writes the simulated bars, a CSV file a ticker, and the features of the first ticker
/// (the experts' and Alpha158),
/// for Python to read and to compare with.</summary>
internal static class MarketFiles
{
    public static IEnumerable<object> Write(Arguments arguments)
    {
        string bars = Directory.CreateDirectory(Path.Combine(arguments.Path, "bars")).FullName;
        foreach (BarSeries series in Market.Bars)
            File.WriteAllLines(Path.Combine(bars, series.Ticker + ".csv"), Lines(series));
        BarSeries first = Market.Bars[0];
        File.WriteAllLines(
            Path.Combine(arguments.Path, $"features-{first.Ticker}.csv"),
            Lines([
                .. FeatureSet
                    .Compute(first, [.. FeatureSet.All])
                    .Zip(FeatureSet.All, (matrix, set) => (set.Name + ".", matrix)),
            ])
        );
        File.WriteAllLines(
            Path.Combine(arguments.Path, $"alpha158-{first.Ticker}.csv"),
            Lines([("", ExpressionSet.Alpha158.Compute(first))])
        );
        yield return new { tickers = Market.Bars.Count, bars = Market.Bars.Sum(s => s.Count) };
    }

    private static IEnumerable<string> Lines(BarSeries series)
    {
        yield return "Date,Open,High,Low,Close,Volume";
        for (int t = 0; t < series.Count; t++)
        {
            Bar b = series[t];
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{b.Date:yyyy-MM-dd},{b.Open:R},{b.High:R},{b.Low:R},{b.Close:R},{b.Volume:R}"
            );
        }
    }

    private static IEnumerable<string> Lines((string Prefix, FeatureMatrix Set)[] sets)
    {
        var columns = sets.SelectMany(set =>
                set.Set.Names.Select((name, j) => (Name: set.Prefix + name, set.Set, Column: j))
            )
            .ToArray();
        yield return "Date," + string.Join(',', columns.Select(c => c.Name));
        for (int t = 0; t < sets[0].Set.Rows; t++)
        {
            yield return sets[0].Set.Dates[t].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                + ","
                + string.Join(
                    ',',
                    columns.Select(c =>
                        double.IsNaN(c.Set[t, c.Column])
                            ? ""
                            : c.Set[t, c.Column].ToString("R", CultureInfo.InvariantCulture)
                    )
                );
        }
    }
}
