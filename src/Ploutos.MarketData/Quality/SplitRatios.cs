namespace Ploutos.MarketData.Quality;

/// <summary>The plain ratios at which shares are split, 5:4 to 100:1, and the same the other
/// way.</summary>
internal static class SplitRatios
{
    private static readonly double[] Plain =
    [
        1.25,
        4.0 / 3,
        1.5,
        2,
        2.5,
        3,
        4,
        5,
        6,
        7,
        8,
        10,
        12,
        15,
        20,
        25,
        30,
        35,
        40,
        50,
        75,
        100,
    ];

    /// <summary>The plain ratio within a relative tolerance of a value; NaN where there is
    /// none. Where several are, the first.</summary>
    public static double Nearest(double value, double tolerance)
    {
        foreach (double ratio in Plain)
        {
            if (Near(value, ratio, tolerance))
                return ratio;
            if (Near(value, 1 / ratio, tolerance))
                return 1 / ratio;
        }

        return double.NaN;
    }

    /// <summary>Whether two values differ by less than a relative tolerance.</summary>
    public static bool Near(double value, double ratio, double tolerance) => Math.Abs((value / ratio) - 1) < tolerance;
}
