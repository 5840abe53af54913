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
        // A score that lasts: its coefficients of 21 bars depend on each other for 21 days.
        JudgedSignals judged = SignalsJudge.Of(Rows((bars, _) => bars.Ticker[^1]), s_bars);
        JudgedHorizon far = judged.Horizons.Single(h => h.Horizon == 21);
        double reach = far.InformationCoefficient.High!.Value - far.InformationCoefficient.Value!.Value;
        Assert.True(reach > 1.96 / Math.Sqrt(7.0 * far.Days));
    }

    [Fact]
    public void Worthless_scores_that_last_are_called_so_in_most_of_300_markets()
    {
        int wrong = 0;
        for (int seed = 0; seed < 300; seed++)
            wrong += SignalsJudge
                .Verdict(Walks(seed, days: 252))
                .StartsWith("Not statistically", StringComparison.Ordinal)
                ? 0
                : 1;
        Assert.InRange(wrong, 0, 27);
    }

    [Fact]
    public void A_horizon_of_which_too_few_spans_are_there_has_neither_interval_nor_p()
    {
        JudgedSignals judged = Walks(seed: 1, days: 252);
        JudgedHorizon far = judged.Horizons.Single(h => h.Horizon == 63);
        Assert.NotNull(far.InformationCoefficient.Value);
        Assert.Equal((null, null, null), (far.InformationCoefficient.Low, far.T, far.PValue));
        Assert.NotNull(judged.Horizons.Single(h => h.Horizon == 21).PValue);
    }

    [Fact]
    public void What_can_not_be_tested_is_said_with_its_reason()
    {
        Assert.Contains(
            "the same on every day",
            SignalsJudge.Verdict(SignalsJudge.Of(Rows((bars, _) => bars.Ticker[^1], dates: 40), Ordered())),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "2 day(s) are too few",
            SignalsJudge.Verdict(SignalsJudge.Of(Rows((bars, t) => bars.Close[t], dates: 2), s_bars)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Equal_scores_share_the_mean_of_their_ranks()
    {
        // Ranks 1.5, 1.5, 3, 4, then 1.5, 1.5, 4, 3: weights -1/4, -1/4, 1/8, 3/8; two tickers change by 1/4.
        DateOnly day = new(2020, 1, 6);
        double[][] scores =
        [
            [1, 1, 2, 3],
            [1, 1, 3, 2],
        ];
        JudgedSignals judged = SignalsJudge.Of(
            [
                .. scores.SelectMany(
                    (s, d) => s.Select((v, i) => new TickerRow($"SIM0{i + 1}", day.AddDays(d), v, false))
                ),
            ],
            s_bars
        );
        Assert.Equal(0.25, judged.Turnover!.Value, 1e-12);
    }

    [Fact]
    public void Two_tickers_are_no_order() =>
        Assert.StartsWith(
            "No day has 3 tickers",
            SignalsJudge.Verdict(SignalsJudge.Of(Rows((_, t) => t, tickers: 2), s_bars)),
            StringComparison.Ordinal
        );

    /// <summary>Ten random walks, and scores that know nothing of them and change slowly.</summary>
    private static JudgedSignals Walks(int seed, int days)
    {
        var random = new Random(seed);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var rows = new List<TickerRow>();
        var bars = new Dictionary<string, BarSeries>();
        DateOnly first = new(2015, 1, 1);
        for (int i = 0; i < 10; i++)
        {
            double price = 100,
                score = Normal();
            var series = new List<Bar>();
            for (int t = 0; t < days; t++)
            {
                price *= Math.Exp(0.01 * Normal());
                score = 0.98 * score + 0.2 * Normal();
                series.Add(new(first.AddDays(t), price, price, price, price, 1));
                rows.Add(new($"T{i}", first.AddDays(t), score, false));
            }

            bars.Add($"T{i}", BarSeries.FromBars($"T{i}", DataOrigin.Simulated, series));
        }

        return SignalsJudge.Of(rows, bars);
    }

    /// <summary>The market's tickers, the later ones always rising faster.</summary>
    private static Dictionary<string, BarSeries> Ordered() =>
        s_market.ToDictionary(
            b => b.Ticker,
            b =>
                BarSeries.FromBars(
                    b.Ticker,
                    b.Origin,
                    [
                        .. Enumerable
                            .Range(0, b.Count)
                            .Select(t =>
                            {
                                double price = Math.Exp(0.0001 * t * b.Ticker[^1]);
                                return new Bar(b.Dates[t], price, price, price, price, 1);
                            }),
                    ]
                )
        );

    private static List<TickerRow> Rows(Func<BarSeries, int, double> score, int tickers = 8, int dates = 250) =>
        [
            .. s_market
                .Take(tickers)
                .SelectMany(bars =>
                    Enumerable
                        .Range(0, dates)
                        .Select(t => new TickerRow(bars.Ticker, bars.Dates[t], score(bars, t), false))
                ),
        ];
}
