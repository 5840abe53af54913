using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Risk;

/// <summary>Forecasts of the past that know nothing of the days after them.</summary>
public sealed class RiskWalkForwardTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 6, bars: 1300);
    private static readonly HashSet<string> s_all = [.. s_bars.Select(b => b.Ticker)];

    private static (RiskTable Table, RiskWalkForward Walk) Walked(
        IReadOnlyList<BarSeries> bars,
        IReadOnlySet<string>? learners = null
    )
    {
        RiskTable table = RiskTable.Build(bars);
        return (table, RiskWalkForward.Fit(table, learners ?? s_all, bars[0].Dates[0], bars[0].Dates[^1]));
    }

    [Fact]
    public void Each_year_is_served_by_a_fit_whose_last_known_day_lies_before_its_first()
    {
        (RiskTable table, RiskWalkForward walk) = Walked(s_bars);
        int first = s_bars[0].Dates[0].Year;
        Assert.Equal(Enumerable.Range(first, s_bars[0].Dates[^1].Year - first + 1), walk.Refits.Select(r => r.Year));
        Assert.Null(walk.Refits[0].LearnedTo);
        RiskRefit[] fitted = [.. walk.Refits.Where(r => r.LearnedTo is not null)];
        Assert.True(fitted.Length >= 2);
        Assert.All(fitted, r => Assert.True(r.LearnedTo < new DateOnly(r.Year, 1, 1), $"{r}"));
        Assert.All(fitted, r => Assert.True(r.LearnedTo > new DateOnly(r.Year - 1, 12, 15), $"{r}"));
        Assert.Equal(fitted.Select(r => r.Rows).Order(), fitted.Select(r => r.Rows));
        Assert.Null(walk.At(new(0, 300))); // in a year without a fit
        TableRow last = new(3, s_bars[3].Count - 1);
        HorizonForecast forecast = walk.At(last)!;
        Assert.Equal(5, forecast.Horizon);
        Assert.InRange(forecast.ExpectedVolatility, forecast.Volatility, 2 * forecast.Volatility);
        Assert.Equal(RiskRowState.Ready, table.StateOf(last));
    }

    [Fact]
    public void Another_future_of_all_tickers_changes_no_forecast_before_it()
    {
        (RiskTable table, RiskWalkForward walk) = Walked(s_bars);
        DateOnly day = s_bars[0].Dates[1100];
        (_, RiskWalkForward other) = Walked([
            .. s_bars.Select(b =>
                Risks.Changed(
                    b,
                    (t, bar) => bar.Date <= day ? bar : bar with { Close = bar.Low, Volume = 7 * bar.Volume }
                )
            ),
        ]);
        int compared = 0;
        for (int i = 0; i < s_bars.Count; i++)
        {
            for (int t = 0; t < s_bars[i].Count && s_bars[i].Dates[t] <= day; t++)
            {
                HorizonForecast? before = walk.At(new(i, t)),
                    after = other.At(new(i, t));
                Assert.Equal(before, after);
                compared += before is null ? 0 : 1;
            }
        }

        Assert.True(compared > 1000, $"{compared}");
        Assert.NotEqual(walk.At(new(0, 1299)), other.At(new(0, 1299)));
        Assert.Equal(s_bars.Count, table.Bars.Count);
    }

    [Fact]
    public void A_ticker_that_is_not_learned_from_changes_no_fit()
    {
        HashSet<string> five = [.. s_all.Skip(1)];
        (_, RiskWalkForward walk) = Walked(s_bars, five);
        Assert.True(walk.Refits[^1].Rows < Walked(s_bars).Walk.Refits[^1].Rows);
        Assert.NotNull(walk.At(new(0, 1299)));
    }

    [Fact]
    public void Where_the_risk_model_has_no_forecast_ewma_sizes_and_is_counted()
    {
        IReadOnlyList<BarSeries> bars =
        [
            .. s_bars.Select((b, i) => Risks.Changed(b, (t, bar) => i == 0 && t == 1200 ? bar with { Low = 0 } : bar)),
        ];
        (RiskTable table, RiskWalkForward walk) = Walked(bars);
        SizingVolatility sized = SizingVolatility.Risk(table, 0, walk.At, 1150);
        Assert.Equal(100, sized.StandIns);
        double[] ewma = VolatilityEstimates.Exponential(bars[0]);
        Assert.Equal(ewma[1200..], sized.PerBar[1200..].ToArray());
        Assert.Equal(walk.At(new(0, 1199))!.ExpectedVolatility / Math.Sqrt(252), sized.PerBar[1199], 1e-15);
        Assert.True(double.IsNaN(sized.PerBar[1149]));
    }

    [Fact]
    public void A_series_that_does_not_move_has_no_volatility_to_size_by()
    {
        BarSeries flat = Risks.Changed(s_bars[0], (_, bar) => bar with { Open = 10, High = 10, Low = 10, Close = 10 });
        Assert.All(SizingVolatility.Ewma(flat).PerBar.ToArray(), v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void A_word_names_a_forecast()
    {
        Assert.Equal(
            [SizingForecast.Risk, SizingForecast.Ewma, SizingForecast.Deviation20],
            SizingForecastNames.All.Select(w => SizingForecastNames.Parse(w)!.Value)
        );
        Assert.Null(SizingForecastNames.Parse("garch"));
        Assert.Null(SizingForecastNames.Parse(null));
    }
}
