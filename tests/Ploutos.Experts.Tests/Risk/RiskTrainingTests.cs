using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features.Labels;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Risk;

public sealed class RiskTrainingTests
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 6, bars: 900);

    [Fact]
    public void No_row_that_trains_sees_a_validation_day_and_no_row_that_validates_sees_a_test_day()
    {
        DateSplit split = DateSplit.At(TradingCalendar.Union(s_bars), s_bars[0].Dates[800], 1, 1, 0.3);
        RiskTable table = RiskTable.Build(s_bars);
        (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RiskTraining.RowsOf(table, split, 21);
        Assert.Equal(
            s_bars[0].Dates.BinarySearch(split.Validation.From) - 1,
            training.Where(r => r.Ticker == 0).Max(r => r.Bar) + 21
        );
        Assert.Equal(799, validation.Where(r => r.Ticker == 0).Max(r => r.Bar) + 21);
    }

    [Fact]
    public void The_served_regression_is_fitted_on_both_parts_and_those_compared_on_training_days_alone()
    {
        DateSplit split = Risks.Split(s_bars);
        RiskTable table = RiskTable.Build(s_bars);
        RiskHorizonFit week = RiskTraining.Fit(table, split)[0];
        (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RiskTraining.RowsOf(table, split, 5);
        RiskRegression both = RiskRegression.Fit(table, RiskInputSet.Own, 5, [.. training, .. validation]),
            early = RiskRegression.Fit(table, RiskInputSet.Own, 5, training);
        Assert.Equal(both.Ridge.Weights, week.Own.Regression.Ridge.Weights);
        Assert.NotEqual(early.Ridge.Weights, week.Own.Regression.Ridge.Weights);
        Assert.Equal(training.Count + validation.Count, week.Own.Rows);
        RiskScore own = week.Validation.Single(s => s.Name == "own");
        Assert.Equal(
            RiskScore.Of(
                "own",
                table,
                5,
                validation,
                early.Forecast(table, RiskInputSet.Own, validation),
                early.Logistic
            ),
            own
        );
        Assert.Equal(["market", "own", "har", "ewma", "deviation20"], week.Validation.Select(s => s.Name));
        Assert.All(week.Validation, s => Assert.Equal(validation.Count, s.Rows));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(21)]
    public void Errors_are_those_of_regressions_that_saw_nothing_of_the_rows_they_forecast(int horizon)
    {
        RiskTable table = RiskTable.Build(s_bars);
        DateSplit split = Risks.Split(s_bars);
        (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RiskTraining.RowsOf(
            table,
            split,
            horizon
        );
        TableRow[] all = [.. training, .. validation];
        DateOnly[] days = [.. all.Select(table.DayOf).Distinct().Order()];
        var residuals = new List<double>();
        var moves = new List<double>();
        for (int k = 0; k < 5; k++)
        {
            DateOnly[] block = days[(k * days.Length / 5)..((k + 1) * days.Length / 5)];
            TableRow[] rows = [.. all.Where(r => block.Contains(table.DayOf(r)))];
            int first = rows.Min(r => r.Bar),
                last = rows.Max(r => r.Bar);
            TableRow[] others = [.. all.Where(r => r.Bar + horizon <= first || r.Bar >= last + horizon)];
            double[] f = RiskRegression
                .Fit(table, RiskInputSet.Own, horizon, others)
                .Forecast(table, RiskInputSet.Own, rows);
            for (int i = 0; i < f.Length; i++)
            {
                RealisedAhead ahead = table.AheadOf(rows[i].Ticker, horizon);
                residuals.Add(ahead.Target(rows[i].Bar) - f[i]);
                moves.Add(ahead.Move[rows[i].Bar] / (table.LevelOf(rows[i]) * Math.Exp(f[i]) * Math.Sqrt(horizon)));
            }
        }

        RiskErrors errors = RiskTraining.Fit(table, split).Single(h => h.Horizon == horizon).Own.Errors;
        Assert.Equal(all.Length, errors.Rows);
        Assert.Equal(0.8, residuals.Average(r => r >= errors.ResidualLow && r <= errors.ResidualHigh ? 1.0 : 0), 0.002);
        Assert.Equal(0.1, residuals.Average(r => r < errors.ResidualLow ? 1.0 : 0), 0.002);
        Assert.Equal(0.05, moves.Average(m => m < errors.MoveQuantile ? 1.0 : 0), 0.002);
        Assert.Equal(Math.Sqrt(residuals.Average(r => Math.Exp(2 * r))), errors.VarianceFactor, 1e-9);
    }

    [Fact]
    public void What_comes_after_the_split_changes_no_fit()
    {
        DateSplit split = Risks.Split(s_bars);
        DateOnly last = split.Test.From.AddDays(-1);
        IReadOnlyList<RiskHorizonFit> whole = RiskTraining.Fit(RiskTable.Build(s_bars), split),
            early = RiskTraining.Fit(RiskTable.Build([.. s_bars.Select(b => b.UpTo(last))]), split);
        for (int i = 0; i < whole.Count; i++)
        {
            Assert.Equal(whole[i].Own.Regression.Ridge.Weights, early[i].Own.Regression.Ridge.Weights);
            Assert.Equal(whole[i].Market!.Regression.Ridge.Weights, early[i].Market!.Regression.Ridge.Weights);
            Assert.Equal(whole[i].Market!.Errors, early[i].Market!.Errors);
            Assert.Equal(whole[i].Validation, early[i].Validation);
        }
    }

    [Fact]
    public void A_universe_of_one_ticker_has_a_model_of_its_own_inputs()
    {
        BarSeries[] one = [s_bars[4]];
        RiskModel model = Risks.Model(one);
        Assert.All(model.Card.Horizons, h => Assert.Null(h.Market));
        RiskForecast forecast = model.Forecast(RiskTable.Build(one), new(0, 899));
        Assert.Equal(MarketUse.ModelWithoutMarket, forecast.MarketUse);
        Assert.True(forecast.Of(5).Volatility > 0);
    }

    [Fact]
    public void Tickers_of_different_lengths_train_on_what_each_has()
    {
        BarSeries[] uneven = [s_bars[0], s_bars[1].Slice(300, 600), s_bars[2].Slice(0, 700), .. s_bars.Skip(3)];
        RiskModel model = Risks.Model(uneven);
        Assert.Equal(MarketUse.Used, model.Forecast(RiskTable.Build(uneven), new(1, 599)).MarketUse);
        Assert.True(model.Card.Of(5).Own.Rows < Risks.Model(s_bars).Card.Of(5).Own.Rows);
    }

    [Fact]
    public void A_flat_series_neither_trains_nor_keeps_the_others_from_it()
    {
        BarSeries flat = Risks.Changed(s_bars[0], (_, b) => new(b.Date, 10, 10, 10, 10, 100));
        RiskTable table = RiskTable.Build([flat, .. s_bars.Skip(1)]);
        Assert.DoesNotContain(table.KnownRows(5, b => new(0, b.Count)), r => r.Ticker == 0);
        Assert.NotNull(RiskTraining.Fit(table, Risks.Split(s_bars))[0].Market);
    }

    [Fact]
    public void Too_few_rows_are_refused_with_their_number_and_what_a_row_needs()
    {
        BarSeries[] few = [s_bars[0].Slice(0, 500)];
        Assert.Contains(
            "at least 100 training and 100 validation rows",
            Assert.Throws<ArgumentException>(() => Risks.Model(few)).Message,
            StringComparison.Ordinal
        );
    }
}
