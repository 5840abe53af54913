using System.Globalization;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests;

/// <summary>Reads the reference files: plain CSV with a header, a date first, an empty cell for a
/// missing value.</summary>
internal static class ReferenceData
{
    private static readonly Lazy<BarSeries> SimulatedBars = new(() => Bars("SIM1", InRepository("bars-SIM1.csv")));

    public static BarSeries Sim1 => SimulatedBars.Value;

    public static string InRepository(string file) =>
        Path.Combine(TestPaths.Repository, "tests", "Ploutos.Features.Tests", "Reference", file);

    public static BarSeries Bars(string ticker, string path)
    {
        (_, DateOnly[] dates, double[][] cells) = Table(path);
        return new(ticker, DataOrigin.Simulated, dates, cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    /// <summary>Names of the columns after the date, the dates, and the columns.</summary>
    public static (string[] Names, DateOnly[] Dates, double[][] Columns) Table(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        string[] names = lines[0][1..];
        string[][] rows = lines[1..];
        DateOnly[] dates = [.. rows.Select(r => DateOnly.Parse(r[0], CultureInfo.InvariantCulture))];
        double[][] columns =
        [
            .. names.Select(
                (n, j) =>
                    rows.Select(r =>
                            n == "Name" || r[j + 1].Length == 0
                                ? double.NaN
                                : double.Parse(r[j + 1], CultureInfo.InvariantCulture)
                        )
                        .ToArray()
            ),
        ];
        return (names, dates, columns);
    }
}
