using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Selection;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;

namespace Ploutos.Experts.Tests.Selection;

public sealed class FoldSelectionTests
{
    private static readonly ExpertDefinition s_expert = ExpertDefinition.Volatility;
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 1, bars: 1900);
    private static readonly DateOnly[] s_calendar = TradingCalendar.Union(s_bars);
    private static readonly ExpertTable s_table = ExpertTable.Build([s_expert], s_bars)[0];
    private static readonly DateSplit s_split = DateSplit.At(s_calendar, s_calendar[^150], s_expert.Label.Horizon, 16);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_folds_lie_one_before_the_other_with_purged_days_between_them()
    {
        IReadOnlyList<DateSplit> folds = Selection().Folds;
        Assert.Equal(2, folds.Count);
        foreach ((DateSplit earlier, DateSplit later) in folds.Zip(folds.Skip(1).Append(s_split)))
        {
            Assert.Equal(later.Validation, earlier.Test);
            Assert.Equal(Index(later.Validation.From) - s_split.Gap - 1, Index(earlier.Validation.To));
            Assert.Equal(Index(earlier.Validation.From) - s_split.Gap - 1, Index(earlier.Train.To));
            Assert.Equal(Length(later.Validation), Length(earlier.Validation));
            Assert.Equal(later.Train.From, earlier.Train.From);
        }
    }

    [Fact]
    public void Too_few_bars_for_a_fold_leave_the_defaults()
    {
        IReadOnlyList<BarSeries> few = Markets.Bars(tickers: 2, bars: 640);
        DateOnly[] calendar = TradingCalendar.Union(few);
        var selection = new FoldSelection(
            ExpertTable.Build([s_expert], few)[0],
            calendar,
            DateSplit.At(calendar, calendar[^100], s_expert.Label.Horizon, 16),
            new CoreBudget(1)
        );
        Assert.Empty(selection.Folds);
        FoldChoice choice = selection.Choose(Options(), SelectionSpace.Of(s_expert, null), cancellation: Token);
        Assert.Equal((16, 1.0), (choice.Options.Window, choice.Options.Hyperparameters!.WeightDecay));
        Assert.Null(choice.Options.Criterion);
    }

    [Fact]
    public void The_settings_with_the_lowest_loss_on_all_folds_win_and_the_work_stays_in_its_budget()
    {
        var tried = new List<ModelTrial>();
        FoldChoice choice = Selection()
            .Choose(Options(), SelectionSpace.Of(s_expert, null), tried.Add, cancellation: Token);
        Assert.Equal(tried, choice.Tried);
        Assert.Equal((16, 1.0, 2), (tried[0].Window, tried[0].WeightDecay, tried[0].Folds));
        ModelTrial won = tried.Where(t => t.Folds == 2).MinBy(t => t.LogLoss)!;
        Assert.Equal(
            (won.Window, won.WeightDecay),
            (choice.Options.Window, choice.Options.Hyperparameters!.WeightDecay)
        );
        Assert.Equal(won.LogLoss, choice.Earlier.Average(f => f.CalibratedLoss), 1e-12);
        double Cost(ModelTrial t) => t.Epochs * (t.Window == 1 ? 1 : (8 + t.Window - 1) / 8.0);
        // Rows of a fold are fewer than those of the model: a bound from above.
        double own = (tried[0].Epochs / 2) - 8 + 15;
        Assert.InRange(
            tried.Sum(Cost),
            0,
            ((FoldSelection.MostTrainings - 1) * (own + 15) * Cost(new(16, 1, 2, 0, 1)))
        );
    }

    [Fact]
    public void The_same_seed_chooses_the_same_at_any_number_of_cores()
    {
        FoldChoice one = Selection().Choose(Options(), SelectionSpace.Of(s_expert, 4), cancellation: Token),
            two = new FoldSelection(s_table, s_calendar, s_split, new CoreBudget(2)).Choose(
                Options(),
                SelectionSpace.Of(s_expert, 4),
                cancellation: Token
            );
        Assert.Equal(one.Tried, two.Tried);
        Assert.Equal(one.Earlier[0].Margins, two.Earlier[0].Margins);
    }

    [Fact]
    public void Given_settings_are_not_changed_and_early_stopping_watches_all_folds()
    {
        FoldChoice choice = Selection().Choose(Options(), SelectionSpace.Given(4, 0.5), cancellation: Token);
        Assert.Equal(new ModelTrial(4, 0.5, 2, choice.Tried[0].LogLoss, choice.Tried[0].Epochs), choice.Tried.Single());
        Func<int, double, double> criterion = choice.Options.Criterion!;
        double mean = (choice.Earlier[0].Losses[1] + choice.Earlier[1].Losses[1] + 0.3) / 3;
        Assert.Equal(mean, criterion(1, 0.3), 1e-15);
        Assert.Equal(double.PositiveInfinity, criterion(choice.Earlier.Min(f => f.Losses.Count), 0.3));
    }

    [Fact]
    public void A_fold_is_judged_by_a_calibration_that_it_had_no_part_in()
    {
        FoldFit first = Fold([1, -1, 2, -2], [true, false, true, false]),
            second = Fold([1, -1, 2, -2], [false, true, false, true]);
        IReadOnlyList<Calibrator> calibrators = FoldCalibration.LeaveOneOut([first, second], 5);
        Assert.Equal(0, calibrators[0].Slope); // the second fold ranks the wrong way round
        Assert.True(calibrators[1].Slope > 0);
        Assert.Equal(0, FoldCalibration.OfModel([first, second], 5).Slope, 1e-9);
    }

    private static FoldFit Fold(double[] margins, bool[] outcomes) =>
        new(
            s_split,
            [1],
            [.. margins.Select((_, i) => new RowKey(0, s_calendar[i]))],
            margins,
            outcomes,
            new([0, 1, 2, 3], margins, outcomes)
        );

    private static FoldSelection Selection() => new(s_table, s_calendar, s_split, new CoreBudget(1));

    private static ExpertTrainingOptions Options() =>
        new() { Hyperparameters = s_expert.Defaults with { Epochs = 12 } };

    private static int Index(DateOnly day) => Array.BinarySearch(s_calendar, day);

    private static int Length(DayRange days) => Index(days.To) - Index(days.From);
}
