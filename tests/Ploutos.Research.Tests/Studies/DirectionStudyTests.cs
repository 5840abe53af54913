using System.Globalization;
using Ploutos.Research.Studies;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Studies;

/// <summary>Six tickers whose next day's move, open to open, is known from the place of today's close in
/// the day's range, and whose night is not.</summary>
public sealed class DirectionStudyTests : IDisposable
{
    private const int Tickers = 6,
        Days = 700;

    private readonly TemporaryFolder _folder = new();
    private readonly IPloutosWorkflows _workflows;

    public DirectionStudyTests() =>
        _workflows = WorkflowFactory.Create(new(_folder.File("workspace")), TimeProvider.System);

    [Fact]
    public void A_planted_effect_is_found_where_it_is_and_survives_costs_as_far_as_it_is_large()
    {
        DirectionStudyResult result = Study(new() { Source = Bars(effect: 0.02), CostBasisPoints = 5 });
        StudyCoefficient day = result.Coefficient("close_in_range", 1, StudyFill.Day, StudyPeriod.After)!,
            night = result.Coefficient("close_in_range", 1, StudyFill.Overnight, StudyPeriod.After)!;
        Assert.True(day.Mean.Value > 0.2 && day.T > 5, $"{day.Mean} {day.T}");
        Assert.True(Math.Abs(night.T) < 4, $"{night.Mean} {night.T}");
        StudyPortfolio portfolio = result.Portfolio("close_in_range", 1, StudyPeriod.After)!;
        Assert.False(portfolio.Reversed);
        Assert.True(portfolio.LowOfAll > 0, $"{portfolio}");
        Assert.Contains(result.Conclusions, c => c.Contains("(close_in_range 1", StringComparison.Ordinal));
        Assert.Contains(
            result.Conclusions,
            c => c.StartsWith("The largest earlier t is that of close_in_range.", StringComparison.Ordinal)
        );

        DirectionStudyResult dear = Study(new() { CostBasisPoints = 500 });
        StudyPortfolio costly = dear.Portfolio("close_in_range", 1, StudyPeriod.After)!;
        Assert.Equal(portfolio.Gross, costly.Gross);
        // A year of weekdays without holidays.
        Assert.Equal(portfolio.Net.Value - 260 * portfolio.Turnover * (500 - 5) / 1e4, costly.Net.Value, 1e-9);
        Assert.Contains(dear.Conclusions, c => c.Contains(" 0 have a mean", StringComparison.Ordinal));
    }

    [Fact]
    public void An_effect_the_other_way_round_turns_the_portfolio()
    {
        DirectionStudyResult result = Study(new() { Source = Bars(effect: -0.02) });
        StudyPortfolio portfolio = result.Portfolio("close_in_range", 1, StudyPeriod.After)!;
        Assert.True(portfolio.Reversed);
        Assert.True(portfolio.Net.IsAboveZero, $"{portfolio}");
        Assert.True(result.Coefficient("close_in_range", 1, StudyFill.Day, StudyPeriod.Before)!.T < -5);
    }

    [Fact]
    public void Longer_horizons_trade_less_and_no_earlier_figure_knows_the_later_period()
    {
        string bars = Bars(effect: 0.02);
        DirectionStudyResult whole = Study(new() { Source = bars, FirstTest = Day(400) });
        Assert.True(
            whole.Portfolio("close_in_range", 21, StudyPeriod.After)!.Turnover
                < 0.2 * whole.Portfolio("close_in_range", 1, StudyPeriod.After)!.Turnover
        );
        Bars(effect: 0.02, changeFrom: 400);
        DirectionStudyResult changed = Study(new() { Source = bars, FirstTest = Day(400) });
        Assert.NotEqual(whole.DataHash, changed.DataHash);
        Assert.Equal(
            whole.Coefficients.Where(c => c.Period == StudyPeriod.Before),
            changed.Coefficients.Where(c => c.Period == StudyPeriod.Before)
        );
        Assert.Equal(
            whole.Portfolios.Where(c => c.Period == StudyPeriod.Before),
            changed.Portfolios.Where(c => c.Period == StudyPeriod.Before)
        );
        Assert.NotEqual(
            whole.Coefficients.Where(c => c.Period == StudyPeriod.After),
            changed.Coefficients.Where(c => c.Period == StudyPeriod.After)
        );
    }

    [Fact]
    public void A_day_on_which_most_tickers_lack_a_bar_is_left_out_and_that_is_said()
    {
        DirectionStudyResult result = Study(new() { Source = Bars(effect: 0, missing: 500) });
        Assert.Equal(Days - 1, result.Days);
        Assert.Contains(
            result.Notes,
            n => n.StartsWith("1 days on which most tickers lack a bar", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Too_few_tickers_or_days_or_a_negative_cost_are_refused_with_the_rule()
    {
        string bars = Bars(effect: 0);
        PloutosException e = Assert.Throws<PloutosException>(() => Study(new() { CostBasisPoints = -1 }));
        Assert.Equal(Fault.WrongUsage, e.Fault);
        e = Assert.Throws<PloutosException>(() => Study(new() { Source = bars, Tickers = ["T0", "T1"] }));
        Assert.Equal(Fault.NoData, e.Fault);
        Assert.Contains("needs at least 5, but got 2", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<PloutosException>(() => Study(new() { Source = bars, FirstTest = Day(Days - 50) }));
        Assert.Equal(Fault.TooFewBars, e.Fault);
        Assert.Contains("650 before and 50 after", e.Message, StringComparison.Ordinal);
    }

    /// <summary>The facts of the research page, on the bars that the command reads.</summary>
    [Fact]
    public void On_the_real_bars_the_place_in_the_range_is_robust_and_nothing_is_left_after_costs()
    {
        string bars = TestPaths.RealBarsOrSkip();
        DirectionStudyResult result = Study(new() { Source = $"csv:{bars}", FirstTest = new(2014, 1, 1) });
        Assert.Equal(31, result.Tickers.Count);
        Assert.DoesNotContain(result.Portfolios, p => p.Period == StudyPeriod.After && p.LowOfAll > 0);
    }

    public void Dispose() => _folder.Dispose();

    private DirectionStudyResult Study(DirectionStudyRequest request) =>
        _workflows.Study(request, null, TestContext.Current.CancellationToken);

    private static DateOnly Day(int number) => new DateOnly(2010, 1, 4).AddDays(number + 2 * (number / 5));

    /// <summary>Writes the bars of weekdays; the same numbers at any effect.</summary>
    private string Bars(double effect, int changeFrom = int.MaxValue, int missing = -1)
    {
        Directory.CreateDirectory(_folder.File("bars"));
        for (int ticker = 0; ticker < Tickers; ticker++)
        {
            var random = new Random(ticker);
            var lines = new List<string> { "Date,Open,High,Low,Close,Volume" };
            double close = 100,
                place = 0.5;
            for (int t = 0; t < Days; t++)
            {
                if (t == changeFrom)
                    random = new Random(1000 + ticker);
                double open = close * (1 + 0.004 * (random.NextDouble() - 0.5));
                close = open * (1 + effect * (place - 0.5) + 0.02 * (random.NextDouble() - 0.5));
                double range = close * 0.03;
                place = random.NextDouble();
                double low = Math.Min(open, close - place * range),
                    high = Math.Max(open, close + (1 - place) * range);
                place = (close - low) / (high - low);
                if (t != missing || ticker == 0)
                    lines.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Day(t):yyyy-MM-dd},{open:F6},{high:F6},{low:F6},{close:F6},{1000 + t % 7}"
                        )
                    );
            }

            File.WriteAllLines(_folder.File("bars", $"T{ticker}.csv"), lines);
        }

        return $"csv:{_folder.File("bars")}";
    }
}
