namespace Ploutos.Features.Indicators;

/// <summary>Wilder's relative strength index as a share, 0 .. 1: average gain / (average gain +
/// average loss), 0.5 where the price never moved. A change that is not known is neither a gain nor
/// a loss: the index is NaN until n changes in a row are known again.</summary>
internal static class RelativeStrengthIndex
{
    /// <param name="change">Close minus the close of the bar before; NaN at 0.</param>
    /// <param name="n">Changes that are averaged.</param>
    /// <param name="y">Receives the index, length of <paramref name="change"/>.</param>
    public static void Compute(ReadOnlySpan<double> change, int n, Span<double> y)
    {
        WilderAverage gain = new(n),
            loss = new(n);
        for (int t = 0; t < change.Length; t++)
        {
            // Math.Max hands a NaN on, where a comparison would have made it 0.
            double up = gain.Next(Math.Max(change[t], 0)),
                down = loss.Next(Math.Max(-change[t], 0));
            y[t] = Elementwise.DivideOr(up, up + down, 0.5);
        }
    }
}
