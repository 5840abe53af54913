using CsCheck;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Expressions;

/// <summary>Series that are hard on window functions: missing cells, runs of equal values, ties,
/// extremes of size.</summary>
internal static class OddBars
{
    // Prices must lie above 0 to be known, and none of these are prices.
    private static readonly Gen<double> Value = Gen.Frequency(
        (8, Gen.Double[0.5, 9]),
        (5, Gen.Int[1, 5].Select(i => (double)i)),
        (1, Gen.Double[1e5, 1e6]),
        (1, Gen.Const(double.NaN))
    );

    private static readonly Gen<double[]> Column = Gen.Frequency(
        (3, Value.Array[180]),
        (1, Gen.Select(Value, Gen.Int[1, 40]).Array[180].Select(Runs))
    );

    public static readonly Gen<BarSeries> Any = Gen.Select(Column, Column, Column)
        .Select((a, b, c) => Make("ODD", a, b, c));

    public static BarSeries Make(string ticker, double[] open, double[] close, double[] volume)
    {
        double[] high = [.. open.Zip(close, Math.Max)],
            low = [.. open.Zip(close, Math.Min)];
        DateOnly[] dates = [.. Enumerable.Range(0, open.Length).Select(t => new DateOnly(2001, 1, 1).AddDays(t))];
        return new(ticker, DataOrigin.Simulated, dates, open, high, low, close, volume);
    }

    private static double[] Runs((double Value, int Length)[] runs) =>
        [.. runs.SelectMany(r => Enumerable.Repeat(r.Value, r.Length)).Take(runs.Length)];
}
