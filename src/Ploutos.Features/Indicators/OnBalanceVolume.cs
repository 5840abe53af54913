namespace Ploutos.Features.Indicators;

/// <summary>Granville's on-balance volume: volume counts with the sign of the day's change.</summary>
internal static class OnBalanceVolume
{
    /// <summary>Signed over total volume of the last n bars, -1 .. 1; 0 where nothing was traded.
    /// <paramref name="before"/> as in <see cref="Rolling"/>.</summary>
    public static void Momentum(
        ReadOnlySpan<double> change,
        ReadOnlySpan<double> volume,
        int n,
        Span<double> y,
        int before = 0
    )
    {
        using PooledColumn signed = new(y.Length),
            total = new(y.Length);
        for (int t = 0; t < y.Length; t++)
        {
            // The last case is a change of 0, or one that is not known.
            signed.Span[t] =
                change[t] > 0 ? volume[t]
                : change[t] < 0 ? -volume[t]
                : change[t] * volume[t];
        }

        Rolling.Sum(volume, n, total.Span, before);
        Rolling.Sum(signed.Span, n, y, before);
        Elementwise.DivideOr(y, total.Span, 0, y);
    }
}
