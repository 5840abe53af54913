namespace Ploutos.Backtesting.Statistics;

/// <summary>How far returns lie from their mean, and the one rule of when they do not: a deviation
/// that rounding alone can leave is no dispersion, and what is divided by it is not defined. A
/// return is a quotient near 1 less 1, so that it carries an error of some 1e-16 however large the
/// account is, and more where positions are large beside it; prices come with a limited number of
/// digits, so that a constant growth has an error in proportion to it. Accounts that trade at all
/// lie far above both limits.</summary>
public static class Dispersion
{
    /// <summary>A deviation of daily returns up to this is rounding.</summary>
    public const double Absolute = 1e-12;

    /// <summary>So is one up to this share of the largest return.</summary>
    public const double Relative = 1e-4;

    /// <summary>Sample standard deviation (n - 1) of returns; 0 where it is rounding residue, NaN
    /// for fewer than two returns or one that is not finite.</summary>
    public static double Of(ReadOnlySpan<double> returns)
    {
        if (returns.Length < 2)
            return double.NaN;
        double mean = 0,
            squares = 0,
            largest = 0;
        foreach (double r in returns)
        {
            mean += r / returns.Length;
            largest = Math.Max(largest, Math.Abs(r));
        }

        foreach (double r in returns)
            squares += (r - mean) * (r - mean);
        double deviation = Math.Sqrt(squares / (returns.Length - 1));
        return !double.IsFinite(deviation) ? double.NaN : Rounded(deviation, largest);
    }

    /// <summary>The deviation, or 0 where it is rounding residue.</summary>
    /// <param name="deviation">Of daily returns, 0 or more; NaN counts as none.</param>
    /// <param name="largest">The largest of these returns, without its sign.</param>
    public static double Rounded(double deviation, double largest) =>
        deviation > Math.Max(Absolute, Relative * largest) ? deviation : 0;

    /// <summary>The rule of a ratio: not defined (NaN) where the divisor is 0, below, or not a
    /// number.</summary>
    public static double Ratio(double value, double divisor) => divisor > 0 ? value / divisor : double.NaN;
}
