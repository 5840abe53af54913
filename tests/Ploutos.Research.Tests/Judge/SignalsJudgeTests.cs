using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Judge;

namespace Ploutos.Research.Tests.Judge;

public sealed class SignalsJudgeTests
{
    private static readonly BarSeries[] s_market =
    [
        .. new SimulatedMarket(new SimulationOptions { Tickers = 8, Bars = 320 }).Series,
    ];

    private static readonly Dictionary<string, BarSeries> s_bars = s_market.ToDictionary(b => b.Ticker);

    [Fact]
    public void Scores_that_know_the_next_five_bars_order_the_tickers_best_at_that_horizon()
    {
        JudgedSignals judged = SignalsJudge.Of(Rows((bars, t) => bars.Close[t + 5] / bars.Close[t]), s_bars);
        Assert.Equal(8, judged.Tickers);
        JudgedHorizon five = judged.Horizons.Single(h => h.Horizon == 5);
        Assert.Equal(1, five.InformationCoefficient.Value!.Value, 1e-9);
        Assert.Null(five.T); // it never differs, so that it has no error
        JudgedHorizon two = judged.Horizons.Single(h => h.Horizon == 2),
            ten = judged.Horizons.Single(h => h.Horizon == 10);
        Assert.InRange(two.InformationCoefficient.Value!.Value, 0.4, 0.9);
        Assert.InRange(ten.InformationCoefficient.Value!.Value, 0.4, 0.9);
        Assert.True(two.PValue < 0.001);
        Assert.StartsWith(
            "The scores order the tickers better",
            SignalsJudge.Verdict(judged),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Scores_turned_round_and_scores_at_random_are_said_to_be_so()
    {
        var random = new Random(3);
        Assert.StartsWith(
            "The scores order the tickers the wrong way round",
            SignalsJudge.Verdict(
                SignalsJudge.Of(
                    Rows((bars, t) => -bars.Close[t + 10] / bars.Close[t] + 0.05 * random.NextDouble()),
                    s_bars
                )
            ),
            StringComparison.Ordinal
        );
        JudgedSignals chance = SignalsJudge.Of(Rows((_, _) => random.NextDouble()), s_bars);
        Assert.StartsWith("Not statistically", SignalsJudge.Verdict(chance), StringComparison.Ordinal);
        Assert.InRange(chance.RankAutocorrelation!.Value, -0.1, 0.1);
        Assert.InRange(chance.Turnover!.Value, 0.5, 0.8);
    }

    [Fact]
    public void An_order_that_never_changes_has_no_turnover()
    {
        JudgedSignals judged = SignalsJudge.Of(Rows((bars, _) => bars.Ticker[^1]), s_bars);
        Assert.Equal(1, judged.RankAutocorrelation!.Value, 1e-12);
        Assert.Equal(0, judged.Turnover!.Value, 1e-12);
    }

    [Fact]
    public void The_error_of_overlapping_returns_is_not_that_of_independent_ones()
    {
        // A score that lasts: its coefficients of 63 bars depend on each other for 63 days.
        JudgedSignals judged = SignalsJudge.Of(Rows((bars, _) => bars.Ticker[^1]), s_bars);
        JudgedHorizon far = judged.Horizons.Single(h => h.Horizon == 63);
        double reach = far.InformationCoefficient.High!.Value - far.InformationCoefficient.Value!.Value;
        Assert.True(reach > 1.96 / Math.Sqrt(7.0 * far.Days));
    }

    [Fact]
    public void Two_tickers_are_no_order() =>
        Assert.StartsWith(
            "No day has 3 tickers",
            SignalsJudge.Verdict(SignalsJudge.Of(Rows((_, t) => t, tickers: 2), s_bars)),
            StringComparison.Ordinal
        );

    private static List<TickerRow> Rows(Func<BarSeries, int, double> score, int tickers = 8) =>
        [
            .. s_market
                .Take(tickers)
                .SelectMany(bars =>
                    Enumerable
                        .Range(0, 250)
                        .Select(t => new TickerRow(bars.Ticker, bars.Dates[t], score(bars, t), false))
                ),
        ];
}
