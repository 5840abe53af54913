namespace Ploutos.Features.Indicators;

/// <summary>Wilder's true range: the day's range, extended to the close of the day before. NaN at
/// 0, and where a price is missing.</summary>
internal static class TrueRange
{
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        Span<double> y
    )
    {
        double before = double.NaN;
        for (int t = 0; t < y.Length; t++)
        {
            y[t] = Math.Max(high[t] - low[t], Math.Max(Math.Abs(high[t] - before), Math.Abs(low[t] - before)));
            before = close[t];
        }
    }
}
