using System.Globalization;
using CsCheck;
using Ploutos.Features.Expressions;
using Ploutos.Features.Expressions.Language;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Expressions;

/// <summary>Every operator against its definition, on random columns with missing values and flat
/// windows.</summary>
public sealed class OperatorTests
{
    // X may be negative, zero and missing; so may Y.
    private const string X = "($close-$open)",
        Y = "($volume-3)";

    public static TheoryData<string> Elementwise => [.. NaiveOperators.OfTwo.Keys];

    public static TheoryData<string> Windows => [.. NaiveOperators.OfWindow.Keys];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Bar_by_bar_an_operator_gives_what_its_definition_says(string text) =>
        OddBars.Any.Sample(
            bars =>
            {
                (double[] x, double[] y) = Columns(bars);
                Agrees(
                    bars,
                    text,
                    t =>
                        double.IsNaN(x[t]) || text.Contains('Y') && double.IsNaN(y[t])
                            ? double.NaN
                            : NaiveOperators.OfTwo[text](x[t], y[t])
                );
            },
            iter: 60
        );

    [Theory]
    [MemberData(nameof(Windows))]
    public void Over_a_window_a_function_gives_what_its_definition_says(string text) =>
        Gen.Select(OddBars.Any, Gen.OneOf(Gen.Int[4, 12], Gen.Int[30, 100]))
            .Sample(
                (bars, n) =>
                {
                    (double[] x, double[] y) = Columns(bars);
                    Agrees(
                        bars,
                        text.Replace("N", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
                        t =>
                        {
                            if (t < n - 1)
                                return double.NaN;
                            double[] wx = x[(t - n + 1)..(t + 1)],
                                wy = y[(t - n + 1)..(t + 1)];
                            return wx.Any(double.IsNaN) || text.Contains('Y') && wy.Any(double.IsNaN)
                                ? double.NaN
                                : NaiveOperators.OfWindow[text](wx, wy);
                        }
                    );
                },
                iter: 40
            );

    [Fact]
    public void A_shift_gives_the_value_of_the_bar_before_or_in_a_label_after() =>
        Gen.Select(OddBars.Any, Gen.Int[0, 200])
            .Sample(
                (bars, n) =>
                {
                    (double[] x, _) = Columns(bars);
                    Agrees(bars, $"Ref(X,{n})", t => t < n ? double.NaN : x[t - n]);
                    Agrees(bars, $"Delta(X,{n})", t => t < n ? double.NaN : x[t] - x[t - n]);
                    var ahead = ExpressionSet.Labels("label", new NamedExpression("up", $"Ref({X},-{n})"));
                    Assert.Equal(n, ahead.Horizon);
                    Assert.Equal(
                        [.. x.Skip(n), .. Enumerable.Repeat(double.NaN, Math.Min(n, x.Length))],
                        ahead.Compute(bars).Column(0).ToArray()
                    );
                },
                iter: 40
            );

    [Fact]
    public void An_exponential_average_begins_with_the_first_value_and_again_after_a_missing_one() =>
        Gen.Select(OddBars.Any, Gen.Int[1, 60])
            .Sample(
                (bars, n) =>
                {
                    (double[] x, _) = Columns(bars);
                    double[] average = new double[x.Length];
                    for (int t = 0; t < x.Length; t++)
                        average[t] =
                            t == 0 || double.IsNaN(average[t - 1])
                                ? x[t]
                                : average[t - 1] * (1 - 2.0 / (n + 1)) + x[t] * 2 / (n + 1);
                    Agrees(bars, $"EMA(X,{n})", t => average[t]);
                },
                iter: 40
            );

    [Fact]
    public void A_count_says_how_many_of_the_last_values_are_known() =>
        Gen.Select(OddBars.Any, Gen.Int[1, 60])
            .Sample(
                (bars, n) =>
                {
                    (double[] x, _) = Columns(bars);
                    Agrees(
                        bars,
                        $"Count(X,{n})",
                        t => t < n - 1 ? double.NaN : x[(t - n + 1)..(t + 1)].Count(v => !double.IsNaN(v))
                    );
                },
                iter: 40
            );

    [Fact]
    public void A_typical_price_is_the_mean_of_high_low_and_close() =>
        OddBars.Any.Sample(
            bars => Agrees(bars, "$vwap", t => (bars.High[t] + bars.Low[t] + bars.Close[t]) / 3),
            iter: 20
        );

    [Fact]
    public void Every_function_of_the_language_is_held_against_a_definition()
    {
        string all = string.Concat([
            .. NaiveOperators.OfTwo.Keys,
            .. NaiveOperators.OfWindow.Keys,
            "Ref( Delta( EMA( Count( CSRank( CSMean( CSZScore(",
        ]);
        Assert.All(Function.All.Keys, name => Assert.Contains(name + "(", all, StringComparison.Ordinal));
    }

    [Fact]
    public void A_deviation_loses_no_digits_to_a_large_mean_and_a_small_spread()
    {
        double[] small = [.. Enumerable.Range(0, 200).Select(t => 1 + t * 37 % 11 / 1024.0)],
            large = [.. small.Select(v => v + (1 << 20))];
        foreach (string text in (string[])["Std(x,30)", "Mad(x,30)", "Slope(x,30)", "Resi(x,30)", "Kurt(x,30)"])
        {
            ReadOnlySpan<double> near = Values(small),
                far = Values(large);
            for (int t = 29; t < small.Length; t++)
                Assert.Equal(near[t], far[t], 1e-12);

            double[] Values(double[] close) =>
                ExpressionSet
                    .Inputs("x", new NamedExpression("x", text.Replace("x", "$close", StringComparison.Ordinal)))
                    .Compute(OddBars.Make("X", close, close, close))
                    .Column(0)
                    .ToArray();
        }
    }

    private static (double[] X, double[] Y) Columns(BarSeries bars)
    {
        double[] x = new double[bars.Count],
            y = new double[bars.Count];
        for (int t = 0; t < bars.Count; t++)
            (x[t], y[t]) = (bars.Close[t] - bars.Open[t], bars.Volume[t] - 3);
        return (x, y);
    }

    private static void Agrees(BarSeries bars, string text, Func<int, double> definition)
    {
        string expression = text.Replace("X", X, StringComparison.Ordinal).Replace("Y", Y, StringComparison.Ordinal);
        if (text.Contains("Max", StringComparison.Ordinal))
            expression = text.Replace("(X", "(" + X, StringComparison.Ordinal);
        ReadOnlySpan<double> actual = ExpressionSet
            .Inputs("test", new NamedExpression("it", expression))
            .Compute(bars)
            .Column(0);
        // What is left of a line is small beside the values, and known to their rounding alone.
        double unit = text.StartsWith("Resi", StringComparison.Ordinal)
            ? Math.Max(1, 1e-3 * Columns(bars).X.Where(double.IsFinite).Max(Math.Abs))
            : 1;
        for (int t = 0; t < bars.Count; t++)
        {
            double want = definition(t);
            bool agrees = double.IsFinite(want)
                ? Math.Abs(actual[t] - want) <= 1e-9 * Math.Max(unit, Math.Abs(want))
                : double.IsNaN(actual[t]);
            Assert.True(agrees, $"{text} at {t}: {actual[t]:R}, not {want:R}");
        }
    }
}
