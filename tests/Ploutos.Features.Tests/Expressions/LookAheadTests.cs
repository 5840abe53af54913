using Ploutos.Features.Expressions;
using Ploutos.Features.Expressions.Language;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Expressions;

/// <summary>No value knows anything of later bars, whatever the expression.</summary>
public sealed class LookAheadTests
{
    private static readonly string[] s_columns = ["$open", "$high", "$low", "$close", "$volume", "$vwap"];

    [Fact]
    public void Whatever_the_future_is_no_earlier_value_changes_a_bit()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var set = ExpressionSet.Inputs(
                "random",
                Enumerable.Range(0, 30).Select(i => new NamedExpression($"e{i}", Number(random, 3, market: false)))
            );
            BarSeries bars = Holed(SampleBars.RandomWalk(300, seed), random),
                other = Holed(SampleBars.RandomWalk(300, seed + 1000), random);
            int known = random.Next(1, 300);
            FeatureMatrix now = set.Compute(bars),
                cut = set.Compute(bars.Slice(0, known)),
                replaced = set.Compute(bars.With((t, bar) => t < known ? bar : other[t]));
            for (int j = 0; j < set.Names.Count; j++)
            {
                string text = set.Expressions[j].Text;
                Assert.True(SameBits(now.Column(j)[..known], cut.Column(j)), $"cut at {known}: {text}");
                Assert.True(
                    SameBits(now.Column(j)[..known], replaced.Column(j)[..known]),
                    $"other after {known}: {text}"
                );
            }
        }
    }

    [Fact]
    public void Whatever_the_future_of_any_ticker_is_no_earlier_value_over_the_market_changes_a_bit()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var set = ExpressionSet.Inputs(
                "random",
                Enumerable.Range(0, 20).Select(i => new NamedExpression($"e{i}", Number(random, 3, market: true)))
            );
            int known = random.Next(100, 200);
            BarSeries[] market = [.. Enumerable.Range(0, 7).Select(i => Holed(Ticker(i, seed), random))],
                replaced =
                [.. market.Select((bars, i) => bars.With((t, bar) => t < known ? bar : Ticker(i + 50, seed)[t]))];
            FeatureMatrix[] now = set.Compute(market),
                then = set.Compute(replaced);
            for (int i = 0; i < market.Length; i++)
                for (int j = 0; j < set.Names.Count; j++)
                    Assert.True(
                        SameBits(now[i].Column(j)[..known], then[i].Column(j)[..known]),
                        $"other after {known}: {set.Expressions[j].Text}"
                    );
        }
    }

    [Fact]
    public void All_of_alpha_158_is_blind_to_the_future()
    {
        BarSeries bars = SampleBars.RandomWalk(400, 1),
            other = SampleBars.RandomWalk(400, 2);
        FeatureMatrix now = ExpressionSet.Alpha158.Compute(bars),
            then = ExpressionSet.Alpha158.Compute(bars.With((t, bar) => t < 300 ? bar : other[t]));
        for (int j = 0; j < now.Columns; j++)
        {
            Assert.True(SameBits(now.Column(j)[..300], then.Column(j)[..300]), now.Names[j]);
            Assert.False(SameBits(now.Column(j), then.Column(j)), now.Names[j]);
        }
    }

    private static BarSeries Ticker(int i, int seed)
    {
        BarSeries bars = SampleBars.RandomWalk(200, 100 * seed + i);
        return BarSeries.FromBars($"T{i}", bars.Origin, [.. Enumerable.Range(0, bars.Count).Select(t => bars[t])]);
    }

    private static BarSeries Holed(BarSeries bars, Random random)
    {
        int hole = random.Next(bars.Count),
            flat = random.Next(bars.Count);
        return bars.With(
            (t, bar) =>
                t == hole ? SampleBars.Missing(bar)
                : t > flat && t < flat + 40 ? bars[flat] with { Date = bar.Date }
                : bar
        );
    }

    /// <summary>A random expression of any function, nested to a depth.</summary>
    private static string Number(Random random, int depth, bool market)
    {
        if (depth == 0)
            return s_columns[random.Next(s_columns.Length)];
        string Next() => Number(random, depth - 1, market);
        if (random.Next(3) == 0)
            return $"({Next()}{"+-*/"[random.Next(4)]}{Next()})";
        Function[] functions =
        [
            .. Function.All.Values.Where(f => market || !f.Name.StartsWith("CS", StringComparison.Ordinal)),
        ];
        Function function = functions[random.Next(functions.Length)];
        IEnumerable<string> arguments = function.Parameters.Select(parameter =>
            parameter switch
            {
                Parameter.Window => $"{random.Next(function.LeastWindow, 40)}",
                Parameter.Shift => $"{random.Next(0, 40)}",
                Parameter.Share => "0.7",
                Parameter.Condition => $"{Next()}{"<>"[random.Next(2)]}{Next()}",
                _ => Next(),
            }
        );
        return $"{function.Name}({string.Join(',', arguments)})";
    }

    private static bool SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (int t = 0; t < a.Length; t++)
            if (
                BitConverter.DoubleToInt64Bits(a[t]) != BitConverter.DoubleToInt64Bits(b[t])
                && !(double.IsNaN(a[t]) && double.IsNaN(b[t]))
            )
                return false;
        return a.Length == b.Length;
    }
}
