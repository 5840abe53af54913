using System.Text;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Tests;

public sealed class ExpertTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Training_rows_and_their_labels_end_before_validation_begins_and_validation_before_the_test(int window)
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars();
        foreach (ExpertDefinition expert in ExpertDefinition.All)
        {
            ExpertTable table = ExpertTable.Build([expert], bars)[0];
            DateSplit split = Markets.Split(bars, expert, window);
            var scaler = table.FitScaler(split);
            ExpertRows training = table.Training(split, scaler),
                validation = table.Validation(split, scaler, window),
                test = table.Test(split, scaler, window);
            DateOnly lastLearnt = LastLabelled(training),
                firstValidated = FirstLabelled(validation),
                lastValidated = LastLabelled(validation),
                firstTested = FirstLabelled(test);
            DateOnly[] calendar = TradingCalendar.Union(bars);
            Assert.True(
                Array.IndexOf(calendar, firstValidated) - Array.IndexOf(calendar, lastLearnt)
                    > expert.Label.Horizon + window - 1
            );
            Assert.True(
                Array.IndexOf(calendar, firstTested) - Array.IndexOf(calendar, lastValidated)
                    > expert.Label.Horizon + window - 1
            );
            // Context of a validation row comes from the purged gap, never from a training day.
            Assert.True(validation.Keys.Min(k => k.Date) > lastLearnt);
            Assert.True(test.Keys.Min(k => k.Date) > lastValidated);
        }
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(4, 63)]
    [InlineData(16, 5)]
    public void Of_a_triple_barrier_days_of_the_gap_train_whose_label_has_ended_before_the_next_windows(
        int window,
        int horizon
    )
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars(tickers: 4);
        ExpertDefinition expert = Barrier(horizon);
        ExpertTable table = ExpertTable.Build([expert], bars)[0];
        DateSplit split = Markets.Split(bars, expert, window);
        PurgedFold fold = PurgedFold.Of(split);
        StandardScaler scaler = table.FitScaler(split);
        foreach (ExpertRows training in (ExpertRows[])[table.Training(split, scaler), table.Training(fold, scaler)])
        {
            int given = 0;
            for (int r = 0; r < training.Keys.Count; r++)
            {
                if (training.Sequences.Labels[r] < 0)
                    continue;
                BarSeries own = bars[training.Keys[r].Ticker];
                int bar = own.Dates.BinarySearch(training.Keys[r].Date),
                    next = TradingCalendar.FirstNotBefore(own.Dates, split.Validation.From);
                Assert.True(bar + expert.Label.Spans(own)[bar] <= next - window);
                given += bar >= split.RowsOf(own).Train.End ? 1 : 0;
            }

            Assert.InRange(given, 1, bars.Count * horizon);
        }

        // A label that always needs its horizon gets nothing back.
        ExpertTable momentum = ExpertTable.Build([ExpertDefinition.Momentum], bars)[0];
        split = Markets.Split(bars, ExpertDefinition.Momentum, window);
        Assert.Equal(
            bars.Sum(b => split.RowsOf(b).Train.Count),
            momentum.Training(split, momentum.FitScaler(split)).Keys.Count
        );
    }

    [Fact]
    public void A_row_of_a_day_on_which_the_ticker_is_no_member_is_neither_learned_from_nor_judged()
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars();
        ExpertDefinition expert = ExpertDefinition.Momentum;
        DateSplit split = Markets.Split(bars, expert, 4);
        DateOnly[] days = bars[0].Dates.ToArray();
        (DateOnly from, DateOnly to) = (days[days.Length / 3], days[days.Length / 2]);
        BarSeries[] dated = [bars[0].WithMembers(new([(from, to)])), .. bars.Skip(1)];
        ExpertTable whole = ExpertTable.Build([expert], bars)[0],
            part = ExpertTable.Build([expert], dated)[0];
        Assert.All(
            Enumerable.Range(0, days.Length),
            t => Assert.Equal(days[t] >= from && days[t] <= to ? whole.LabelsOf(0)[t] : double.NaN, part.LabelsOf(0)[t])
        );
        Assert.Equal(whole.LabelsOf(1).ToArray(), part.LabelsOf(1).ToArray());
        // The scaler is of the members' days alone.
        StandardScaler own = part.FitScaler(split),
            expected = whole.FitScaler(b =>
                b.Ticker != bars[0].Ticker
                    ? [split.RowsOf(b).Train]
                    : [new(days.Length / 3, Math.Min(days.Length / 2 + 1, split.RowsOf(b).Train.End))]
            );
        Assert.Equal(expected.Mean, own.Mean);
        Assert.NotEqual(whole.FitScaler(split).Mean, own.Mean);
    }

    [Fact]
    public void Nothing_after_a_training_day_changes_its_row()
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars();
        ExpertDefinition expert = ExpertDefinition.Momentum;
        DateSplit split = Markets.Split(bars, expert, 4);
        BarSeries[] corrupted = [.. bars.Select(b => CorruptedAfter(b, split.Train.To, expert.Label.Horizon))];
        ExpertTable whole = ExpertTable.Build([expert], bars)[0],
            known = ExpertTable.Build([expert], corrupted)[0];
        ExpertRows expected = whole.Training(split, whole.FitScaler(split)),
            actual = known.Training(split, known.FitScaler(split));
        Assert.Equal(expected.Sequences.Inputs, actual.Sequences.Inputs);
        Assert.Equal(expected.Sequences.Labels, actual.Sequences.Labels);
    }

    [Fact]
    public void The_forecast_of_the_newest_bar_is_that_of_the_whole_series_on_that_bar()
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars(tickers: 1);
        TrainedExpert[] experts = [.. ExpertDefinition.All.Select(e => Markets.Untrained(e, bars, window: 5))];
        var forecaster = new ExpertForecaster(experts);
        double[] probability = new double[3];
        using var team = new WorkerTeam(1);
        for (int i = 0; i < experts.Length; i++)
        {
            ExpertTable table = ExpertTable.Build([experts[i].Definition], bars)[0];
            DateSplit split = Markets.Split(bars, experts[i].Definition, 5);
            ExpertRows test = table.Test(split, experts[i].Scaler, 5);
            double[] margins = SequenceEvaluator.Margins(experts[i].Parameters!, test.Sequences, team, 1);
            foreach (int row in new[] { 10, 77, test.Keys.Count - 1 })
            {
                forecaster.Predict(bars[0].UpTo(test.Keys[row].Date), probability);
                Assert.Equal(experts[i].Calibrator.Probability(margins[row]), probability[i], 1e-5);
            }
        }
    }

    [Fact]
    public void A_series_too_short_says_how_many_bars_are_needed()
    {
        IReadOnlyList<BarSeries> bars = Markets.Bars(tickers: 1);
        var forecaster = new ExpertForecaster([Markets.Untrained(ExpertDefinition.Momentum, bars, window: 16)]);
        var e = Assert.Throws<ArgumentException>(() => forecaster.Predict(bars[0].Slice(0, 266), new double[1]));
        Assert.Contains("at least 267 bars", e.Message, StringComparison.Ordinal);
        forecaster.Predict(bars[0].Slice(0, 267), new double[1]);
    }

    /// <summary>The series with other prices after the bars that the labels up to a day need.</summary>
    private static BarSeries CorruptedAfter(BarSeries bars, DateOnly day, int horizon)
    {
        int kept = bars.UpTo(day).Count + horizon;
        var random = new Random(1);
        return BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [
                .. Enumerable
                    .Range(0, bars.Count)
                    .Select(t =>
                        t < kept
                            ? bars[t]
                            : new Bar(bars.Dates[t], 1, 2 + random.NextDouble(), 0.5, 1 + random.NextDouble(), 9)
                    ),
            ]
        );
    }

    private static DateOnly FirstLabelled(ExpertRows rows) => Labelled(rows).Min();

    private static DateOnly LastLabelled(ExpertRows rows) => Labelled(rows).Max();

    private static IEnumerable<DateOnly> Labelled(ExpertRows rows) =>
        rows.Keys.Where((_, r) => rows.Sequences.Labels[r] >= 0).Select(k => k.Date);

    private static ExpertDefinition Barrier(int horizon) =>
        ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                {
                  "inputs": { "features": ["reversion"] },
                  "label": { "kind": "triple_barrier", "horizon": {{horizon}}, "upper": 0.5, "lower": 0.5 }
                }
                """
            ),
            "mine.json",
            "mine"
        );
}
