using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Tests;

public sealed class SimulatedMarketTests
{
    private static readonly SimulatedMarket Market = new(new() { Tickers = 3, Bars = 2000 });

    private static readonly DateOnly From = Market.Series[0].Dates[300],
        To = Market.Series[0].Dates[^1];

    [Fact]
    public void The_same_seed_makes_the_same_bars_and_another_seed_others()
    {
        var again = new SimulatedMarket(new() { Tickers = 3, Bars = 2000 });
        Assert.Equal(Market.Series[2].Close, again.Series[2].Close);
        Assert.NotEqual(Market.Series[0].Close[5], new SimulatedMarket(
                new()
                {
                    Seed = 43,
                    Tickers = 1,
                    Bars = 30,
                }
            ).Series[0].Close[5]);
        Assert.NotEqual(
            Market.Series[0].Close[5] / Market.Series[0].Close[4],
            Market.Series[1].Close[5] / Market.Series[1].Close[4]
        );
    }

    [Fact]
    public void Every_bar_is_tagged_as_simulated_and_passes_every_row_check()
    {
        foreach (BarSeries series in Market.Series)
        {
            Assert.Equal(DataOrigin.Simulated, series.Origin);
            var check = Quality.QualityCheck.Run(Delivery.DeliveredSeries.From(series, "simulated", "seed 42"));
            Assert.DoesNotContain(
                check.Report.Findings,
                f => f.Action != Quality.QualityAction.Kept || f.Severity == Quality.Severity.Serious
            );
            Assert.Equal(series.Count, check.Series.Count);
        }
    }

    [Fact]
    public void Turbulent_days_move_more_than_calm_ones()
    {
        double calm = 0,
            turbulent = 0;
        int calmDays = 0,
            turbulentDays = 0;
        ReadOnlySpan<MarketState> states = Market.StatesOf("SIM01");
        for (int t = 1; t < states.Length; t++)
        {
            double r = Math.Log(Market.Series[0].Close[t] / Market.Series[0].Close[t - 1]);
            if (states[t].Turbulent)
                (turbulent, turbulentDays) = (turbulent + (r * r), turbulentDays + 1);
            else
                (calm, calmDays) = (calm + (r * r), calmDays + 1);
        }

        Assert.InRange(Math.Sqrt(calm / calmDays), 0.009, 0.014);
        Assert.InRange(Math.Sqrt(turbulent / turbulentDays), 0.021, 0.033);
    }

    [Theory]
    [InlineData(1, 0.60)]
    [InlineData(5, 0.62)]
    public void The_best_predictor_beats_the_base_rate_and_does_as_well_as_it_says(int horizon, double atLeast)
    {
        BestAccuracy best = Market.BestPredictor(horizon).Accuracy(From, To);
        Assert.True(best.Expected > atLeast, $"{best}");
        Assert.InRange(best.Realised - best.Expected, -0.02, 0.02);
        Assert.InRange(best.BaseRate, 0.45, 0.55);
    }

    [Fact]
    public void The_probabilities_are_true_ones_within_each_bin_as_many_rise_as_said()
    {
        foreach (int horizon in new[] { 1, 5 })
        {
            double[] said = new double[5],
                rose = new double[5];
            int[] rows = new int[5];
            foreach (BarSeries series in Market.Series)
            {
                double[] p = Market
                    .BestPredictor(horizon)
                    .ProbabilityUp(series.Ticker, From, series.Dates[series.Count - 1 - horizon]);
                for (int i = 0; i < p.Length; i++)
                {
                    int bin = (int)(p[i] * 5),
                        t = 300 + i;
                    (said[bin], rows[bin]) = (said[bin] + p[i], rows[bin] + 1);
                    rose[bin] += series.Close[t + horizon] > series.Close[t] ? 1 : 0;
                }
            }

            for (int bin = 0; bin < 5; bin++)
            {
                if (rows[bin] > 300)
                    Assert.InRange((rose[bin] - said[bin]) / rows[bin], -0.06, 0.06);
            }
        }
    }

    [Fact]
    public void Without_a_planted_effect_the_best_predictor_is_a_coin()
    {
        var market = new SimulatedMarket(
            new()
            {
                Tickers = 1,
                Bars = 600,
                MomentumStrength = 0,
                ReversionStrength = 0,
            }
        );
        Assert.Equal(
            0.5,
            market.BestPredictor(1).Accuracy(market.Series[0].Dates[30], market.Series[0].Dates[^1]).Expected,
            1e-6
        );
        Assert.InRange(
            market.BestPredictor(5).Accuracy(market.Series[0].Dates[30], market.Series[0].Dates[^1]).Expected,
            0.5,
            0.51
        );
    }

    [Fact]
    public void The_best_accuracy_of_one_day_ahead_follows_from_the_law_alone()
    {
        var states = Market.StatesOf("SIM02");
        double[] p = Market
            .BestPredictor(1)
            .ProbabilityUp("SIM02", Market.Series[1].Dates[1000], Market.Series[1].Dates[1000]);
        Assert.Equal(NormalLaw.Distribution(states[1000].Drift(Market.Options)), Assert.Single(p));
        Assert.Equal(0.8413447, NormalLaw.Distribution(1), 1e-6);
        Assert.Equal(0.0227501, NormalLaw.Distribution(-2), 1e-6);
    }

    [Fact]
    public void A_row_has_the_same_probability_whichever_rows_are_asked_for()
    {
        DateOnly day = Market.Series[0].Dates[700];
        double[] all = Market.BestPredictor(5).ProbabilityUp("SIM01", Market.Series[0].Dates[690], day);
        Assert.Equal(all[^1], Assert.Single(Market.BestPredictor(5).ProbabilityUp("SIM01", day, day)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_logistic_regression_on_what_a_model_sees_comes_within_one_point_of_the_best(int horizon)
    {
        var market = new SimulatedMarket(new() { Tickers = 10, Bars = 3000 });
        (List<double[]> X, List<int> Y) train = Rows(market, 60, 2000, horizon),
            test = Rows(market, 2005, 2990, horizon);
        double[] w = LogisticRegression.Fit(train.X, train.Y);
        double accuracy = LogisticRegression.Accuracy(w, test.X, test.Y);
        BestAccuracy best = market
            .BestPredictor(horizon)
            .Accuracy(market.Series[0].Dates[2005], market.Series[0].Dates[2989]);
        TestContext.Current.TestOutputHelper!.WriteLine($"horizon {horizon}: {accuracy:0.0000} against {best}");
        Assert.Equal(best.Rows, test.X.Count);
        Assert.True(accuracy > best.Realised - 0.01, $"{accuracy} against {best}");
    }

    /// <summary>One day ahead from features of the reversion set (Bollinger %b, RSI 2), five days
    /// ahead from features of the momentum set (Bollinger position, return of one day and of five,
    /// RSI 7).</summary>
    private static (List<double[]> X, List<int> Y) Rows(SimulatedMarket market, int from, int to, int horizon)
    {
        var x = new List<double[]>();
        var y = new List<int>();
        foreach (BarSeries s in market.Series)
        {
            double[] rsi2 = Rsi(s.Close, 2),
                rsi7 = Rsi(s.Close, 7);
            for (int t = from; t < to && t + horizon < s.Count; t++)
            {
                double[] window = s.Close.Slice(t - 19, 20).ToArray();
                double mean = window.Average(),
                    sd = Math.Sqrt(window.Sum(c => (c - mean) * (c - mean)) / 19),
                    position = (s.Close[t] - mean) / (2 * sd);
                double r1 = Math.Log(s.Close[t] / s.Close[t - 1]) / (sd / mean),
                    r5 = Math.Log(s.Close[t] / s.Close[t - 5]) / (sd / mean);
                x.Add(
                    horizon == 1
                        ? [1, position, Math.Tanh(2 * position), rsi2[t] - 0.5]
                        : [1, position, Math.Tanh(2 * position), r1, Math.Tanh(r1), r5, rsi7[t] - 0.5]
                );
                y.Add(s.Close[t + horizon] > s.Close[t] ? 1 : 0);
            }
        }

        return (x, y);
    }

    private static double[] Rsi(ReadOnlySpan<double> close, int n)
    {
        double[] rsi = new double[close.Length];
        double up = 0,
            down = 0;
        for (int t = 1; t < close.Length; t++)
        {
            double change = close[t] - close[t - 1];
            up = ((up * (n - 1)) + Math.Max(change, 0)) / n;
            down = ((down * (n - 1)) + Math.Max(-change, 0)) / n;
            rsi[t] = up / (up + down);
        }

        return rsi;
    }
}
