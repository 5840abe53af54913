using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Risk;

public sealed class RiskForecastTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 6, bars: 900);
    private static readonly RiskModel s_model = Risks.Model(s_bars);
    private static readonly RiskTable s_table = RiskTable.Build(s_bars);

    [Fact]
    public void A_forecast_is_the_usual_level_times_the_exponential_of_the_regression_a_year()
    {
        TableRow row = new(2, 880);
        RiskForecast forecast = s_model.Forecast(s_table, row);
        RiskFit fit = s_model.Card.Of(5).Market!;
        double f = fit.Regression.Forecast(s_table, RiskInputSet.Market, [row])[0],
            perDay = s_table.LevelOf(row) * Math.Exp(f);
        HorizonForecast week = forecast.Of(5);
        Assert.Equal((s_bars[2].Ticker, s_bars[2].Dates[880]), (forecast.Ticker, forecast.Day));
        Assert.Equal(s_table.LevelOf(row) * Math.Sqrt(252), forecast.UsualVolatility, 1e-12);
        Assert.Equal(perDay * Math.Sqrt(252), week.Volatility, 1e-12);
        Assert.Equal(perDay, week.VolatilityPerDay, 1e-12);
        Assert.Equal(week.Volatility * fit.Errors.VarianceFactor, week.ExpectedVolatility, 1e-12);
        Assert.True(week.ExpectedVolatility > week.Volatility);
        Assert.Equal(week.Volatility * Math.Exp(fit.Errors.ResidualLow), week.Low, 1e-12);
        Assert.Equal(week.Volatility * Math.Exp(fit.Errors.ResidualHigh), week.High, 1e-12);
        Assert.Equal(Math.Exp(perDay * Math.Sqrt(5) * fit.Errors.MoveQuantile) - 1, week.LossLimit, 1e-12);
        Assert.True(week.Low < week.Volatility && week.Volatility < week.High);
        Assert.InRange(week.LossLimit, -0.5, 0);
        Assert.True(forecast.Of(21).LossLimit < week.LossLimit);
    }

    [Fact]
    public void The_newest_rows_of_a_ticker_alone_give_the_forecast_that_the_whole_table_gives()
    {
        TableRow last = new(2, s_bars[2].Count - 1);
        var newest = RiskTable.Newest(s_bars[2], s_table.Market);
        RiskForecast expected = s_model.Forecast(s_table, last),
            actual = s_model.Forecast(newest, last with { Ticker = 0 });
        Assert.Equal(MarketUse.Used, actual.MarketUse);
        Assert.Equal(RiskChangeState.Known, actual.Change.State);
        Assert.Equal(expected.Change.Parts, actual.Change.Parts);
        Assert.Equal(expected.Horizons, actual.Horizons);
        Assert.Equal(expected with { Horizons = actual.Horizons, Change = actual.Change }, actual);
    }

    [Theory]
    [InlineData("BTC-USD", 365)]
    [InlineData("EURUSD=X", 260)]
    [InlineData("7203.T", 245)]
    public void A_forecast_a_year_is_by_the_sessions_of_the_ticker_s_market(string ticker, double sessions)
    {
        BarSeries bars = BarSeries.FromBars(
            ticker,
            s_bars[2].Origin,
            [.. Enumerable.Range(0, s_bars[2].Count).Select(t => s_bars[2][t])]
        );
        var table = RiskTable.Build([bars], s_table.Market);
        HorizonForecast week = s_model.Forecast(table, new(0, 880)).Of(5);
        Assert.Equal(sessions, week.SessionsPerYear);
        Assert.Equal(week.Volatility, week.VolatilityPerDay * Math.Sqrt(sessions), 1e-12);
        Assert.Equal(
            table.LevelOf(new(0, 880)) * Math.Sqrt(sessions),
            s_model.Forecast(table, new(0, 880)).UsualVolatility,
            1e-12
        );
        Assert.Equal(
            week.ExpectedVolatility / Math.Sqrt(sessions),
            SizingVolatility.Risk(table, 0, r => s_model.At(table, r), 880).PerBar[880],
            1e-12
        );
    }

    [Fact]
    public void The_parts_of_a_change_add_up_to_the_change_of_the_forecast()
    {
        RiskForecast today = s_model.Forecast(s_table, new(1, 870)),
            before = s_model.Forecast(s_table, new(1, 869));
        RiskChange change = today.Change;
        Assert.Equal((RiskChangeState.Known, before.Day), (change.State, change.Since!.Value));
        Assert.Equal(17, change.Parts.Count);
        Assert.Equal(Math.Log(today.Of(5).Volatility / before.Of(5).Volatility), change.LogChange, 1e-12);
        Assert.Equal(change.LogChange, change.Parts.Sum(p => p.LogChange), 1e-12);
        Assert.Equal(
            Math.Log(today.UsualVolatility / before.UsualVolatility),
            change.Parts.Single(p => p.Input == "usual_level").LogChange,
            1e-12
        );
        Assert.Equal(
            change.Parts.Select(p => Math.Abs(p.LogChange)).OrderDescending(),
            change.Parts.Select(p => Math.Abs(p.LogChange))
        );
    }

    [Fact]
    public void Another_future_of_one_ticker_changes_no_forecast_of_any()
    {
        const int known = 820;
        BarSeries other = Markets.Bars(tickers: 6, bars: 900, seed: 99)[3];
        BarSeries[] changed = [.. s_bars];
        changed[3] = Risks.Changed(s_bars[3], (t, bar) => t < known ? bar : other[t] with { Date = bar.Date });
        RiskTable table = RiskTable.Build(changed);
        foreach (int bar in Enumerable.Range(0, 7).Select(k => 700 + 17 * k))
        {
            for (int ticker = 0; ticker < 6; ticker++)
                Assert.Equal(Horizons(s_table, ticker, bar), Horizons(table, ticker, bar));
        }

        Assert.NotEqual(Horizons(s_table, 0, 860), Horizons(table, 0, 860));

        IReadOnlyList<HorizonForecast> Horizons(RiskTable seen, int ticker, int bar) =>
            s_model.Forecast(seen, new(ticker, bar)).Horizons;
    }

    [Fact]
    public void A_ticker_outside_the_market_and_a_thin_market_fall_back_on_own_inputs_and_say_so()
    {
        BarSeries stranger = Markets.Bars(tickers: 1, bars: 900, seed: 31)[0];
        BarSeries outside = BarSeries.FromBars(
            "OUTSIDE",
            stranger.Origin,
            [.. Enumerable.Range(0, 900).Select(t => stranger[t])]
        );
        RiskTable alone = RiskTable.Build([outside], s_table.Market),
            thin = RiskTable.Build([.. s_bars.Take(4)]);
        RiskForecast forecast = s_model.Forecast(alone, new(0, 890));
        Assert.Equal(MarketUse.TickerOutsideMarket, forecast.MarketUse);
        Assert.Contains("not one of those", forecast.MarketUse.Explain(), StringComparison.Ordinal);
        Assert.Equal(MarketUse.TooFewTickers, s_model.Forecast(thin, new(1, 890)).MarketUse);
        double own = s_model.Card.Of(5).Own.Regression.Forecast(thin, RiskInputSet.Own, [new(1, 890)])[0];
        Assert.Equal(
            thin.LevelOf(new(1, 890)) * Math.Exp(own) * Math.Sqrt(252),
            s_model.Forecast(thin, new(1, 890)).Of(5).Volatility,
            1e-12
        );
        Assert.Equal("", s_model.Forecast(s_table, new(1, 890)).MarketUse.Explain());
    }

    [Fact]
    public void On_the_first_day_without_enough_tickers_it_is_not_said_what_moved_the_forecast()
    {
        BarSeries[] ending = [.. s_bars.Select((b, i) => i < 3 ? b : b.Slice(0, 850))];
        RiskTable table = RiskTable.Build(ending);
        Assert.Equal(MarketUse.Used, s_model.Forecast(table, new(0, 849)).MarketUse);
        RiskForecast first = s_model.Forecast(table, new(0, 850));
        Assert.Equal((MarketUse.TooFewTickers, RiskChangeState.OtherInputs), (first.MarketUse, first.Change.State));
        Assert.Equal(RiskChangeState.Known, s_model.Forecast(table, new(0, 851)).Change.State);
    }

    [Fact]
    public void A_column_has_the_forecasts_of_all_bars_and_gaps_before_the_first()
    {
        (double[] volatility, double[] p) = s_model.Column(s_table, 4);
        Assert.All(volatility[..256], v => Assert.Equal(double.NaN, v));
        Assert.All(p[256..], v => Assert.InRange(v, 0, 1));
        Assert.Equal(s_model.Forecast(s_table, new(4, 600)).Of(5).Volatility, volatility[600]);
        Assert.Equal(RiskChangeState.NoForecastBefore, s_model.Forecast(s_table, new(4, 256)).Change.State);
    }

    [Fact]
    public void An_export_has_the_inputs_by_name_the_forecasts_and_an_empty_cell_for_what_is_missing()
    {
        using var text = new StringWriter();
        Assert.Equal(900, RiskExport.Write(text, s_model, s_table, 2));
        string[] lines = text.ToString().Split('\n');
        Assert.Equal(902, lines.Length);
        Assert.Equal(
            "date,range_1,range_5,range_22,level,return_1,return_5,quarter_volume,quarter_move,market_range_1,"
                + "market_range_2,market_range_5,market_range_10,market_range_22,market_range_66,market_return_1,"
                + "market_return_5,volatility,p",
            lines[0]
        );
        Assert.Equal($"{s_bars[2].Dates[0]:yyyy-MM-dd}" + new string(',', 18), lines[1]);
        string[] cells = lines[851].Split(',');
        RiskForecast forecast = s_model.Forecast(s_table, new(2, 850));
        Assert.Equal($"{forecast.Day:yyyy-MM-dd}", cells[0]);
        double[] values = [.. cells[1..].Select(c => double.Parse(c, CultureInfo.InvariantCulture))];
        double[] inputs = new double[16];
        s_table.CopyInputs(new(2, 850), RiskInputSet.Market, inputs);
        Assert.Equal([.. inputs, forecast.Of(5).Volatility, forecast.Of(5).ProbabilityHigh], values);
    }

    [Fact]
    public void A_row_that_cannot_be_forecast_says_why_and_what_to_do()
    {
        BarSeries flat = Risks.Changed(s_bars[0], (_, b) => new(b.Date, 10, 10, 10, 10, 100)),
            holed = Risks.Changed(s_bars[1], (t, b) => t == 700 ? b with { Low = 0 } : b);
        RiskTable table = RiskTable.Build([flat, holed, .. s_bars.Skip(2)]);
        Assert.Contains("did not move", Message(0, 890), StringComparison.Ordinal);
        Assert.Contains("above 0, but one is missing", Message(1, 890), StringComparison.Ordinal);
        Assert.Contains("needs 257 bars, but there are 256", Message(2, 255), StringComparison.Ordinal);
        Assert.Equal(RiskRowState.Ready, table.StateOf(new(2, 890)));

        string Message(int ticker, int bar) =>
            Assert.Throws<ArgumentException>(() => s_model.Forecast(table, new(ticker, bar))).Message;
    }
}
