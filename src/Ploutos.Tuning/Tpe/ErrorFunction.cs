using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>erf and erfc in double precision, error below one unit in the last place. Piecewise
/// rational approximations with the coefficients of FreeBSD's <c>s_erf.c</c> (Copyright 1993 Sun
/// Microsystems, Inc.; freely usable with this notice), the ones behind Python's <c>math.erf</c>,
/// so that ties between candidates fall as they do there. The hot methods of this folder are
/// optimised at their first call: a study asks a few hundred times, and most of these would pass
/// before the runtime finds them hot.</summary>
internal static class ErrorFunction
{
    private const double ErfOfOne = 8.45062911510467529297e-01;

    // erf(x)/x - 1 on [0, 0.84375], in x squared.
    private static ReadOnlySpan<double> SmallP =>
        [
            1.28379167095512558561e-01,
            -3.25042107247001499370e-01,
            -2.84817495755985104766e-02,
            -5.77027029648944159157e-03,
            -2.37630166566501626084e-05,
        ];

    private static ReadOnlySpan<double> SmallQ =>
        [
            1,
            3.97917223959155352819e-01,
            6.50222499887672944485e-02,
            5.08130628187576562776e-03,
            1.32494738004321644526e-04,
            -3.96022827877536812320e-06,
        ];

    // erf(1 + s) - ErfOfOne on [0.84375, 1.25].
    private static ReadOnlySpan<double> NearOneP =>
        [
            -2.36211856075265944077e-03,
            4.14856118683748331666e-01,
            -3.72207876035701323847e-01,
            3.18346619901161753674e-01,
            -1.10894694282396677476e-01,
            3.54783043256182359371e-02,
            -2.16637559486879084300e-03,
        ];

    private static ReadOnlySpan<double> NearOneQ =>
        [
            1,
            1.06420880400844228286e-01,
            5.40397917702171048937e-01,
            7.18286544141962662868e-02,
            1.26171219808761642112e-01,
            1.36370839120290507362e-02,
            1.19844998467991074170e-02,
        ];

    // log(x erfc(x)) + x^2 + 0.5625 in 1/x^2 on [1.25, 1/0.35].
    private static ReadOnlySpan<double> MiddleP =>
        [
            -9.86494403484714822705e-03,
            -6.93858572707181764372e-01,
            -1.05586262253232909814e01,
            -6.23753324503260060396e01,
            -1.62396669462573470355e02,
            -1.84605092906711035994e02,
            -8.12874355063065934246e01,
            -9.81432934416914548592e00,
        ];

    private static ReadOnlySpan<double> MiddleQ =>
        [
            1,
            1.96512716674392571292e01,
            1.37657754143519042600e02,
            4.34565877475229228821e02,
            6.45387271733267880336e02,
            4.29008140027567833386e02,
            1.08635005541779435134e02,
            6.57024977031928170135e00,
            -6.04244152148580987438e-02,
        ];

    // The same on [1/0.35, 28].
    private static ReadOnlySpan<double> TailP =>
        [
            -9.86494292470009928597e-03,
            -7.99283237680523006574e-01,
            -1.77579549177547519889e01,
            -1.60636384855821916062e02,
            -6.37566443368389627722e02,
            -1.02509513161107724954e03,
            -4.83519191608651397019e02,
        ];

    private static ReadOnlySpan<double> TailQ =>
        [
            1,
            3.03380607434824582924e01,
            3.25792512996573918826e02,
            1.53672958608443695994e03,
            3.19985821950859553908e03,
            2.55305040643316442583e03,
            4.74528541206955367215e02,
            -2.24409524465858183362e01,
        ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (a < 0.84375)
            return x + x * (Polynomial(SmallP, x * x) / Polynomial(SmallQ, x * x));
        if (a < 1.25)
            return Math.CopySign(ErfOfOne + Polynomial(NearOneP, a - 1) / Polynomial(NearOneQ, a - 1), x);
        return Math.CopySign(a < 6 ? 1 - Tail(a) : 1, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Erfc(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (a < 0.84375)
        {
            double ratio = Polynomial(SmallP, x * x) / Polynomial(SmallQ, x * x);
            return x < 0.25 ? 1 - (x + x * ratio) : 0.5 - (x - 0.5 + x * ratio);
        }
        if (a < 1.25)
        {
            double ratio = Polynomial(NearOneP, a - 1) / Polynomial(NearOneQ, a - 1);
            return x > 0 ? 1 - ErfOfOne - ratio : 1 + (ErfOfOne + ratio);
        }
        if (a >= 28)
            return x > 0 ? 0 : 2;
        return x > 0 ? Tail(a)
            : x < -6 ? 2
            : 2 - Tail(a);
    }

    /// <summary>erfc(x) for x from 1.25 to 28. The square is split in two so that its rounding does
    /// not grow in the exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Tail(double x)
    {
        double s = 1 / (x * x);
        double ratio =
            x < 1 / 0.35
                ? Polynomial(MiddleP, s) / Polynomial(MiddleQ, s)
                : Polynomial(TailP, s) / Polynomial(TailQ, s);
        double z = BitConverter.Int64BitsToDouble(
            BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xffffffff00000000)
        );
        return Math.Exp(-z * z - 0.5625) * Math.Exp((z - x) * (z + x) + ratio) / x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = coefficients[i] + x * sum;
        return sum;
    }
}
