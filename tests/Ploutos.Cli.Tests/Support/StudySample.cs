using Ploutos.Research.Studies;

namespace Ploutos.Cli.Tests;

/// <summary>A study with made-up figures of one signal and two horizons.</summary>
internal static class StudySample
{
    private static readonly int[] s_horizons = [1, 5];

    public static DirectionStudyResult Result() =>
        new()
        {
            CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Simulated = false,
            Tickers = ["A", "B", "C", "D", "E"],
            DataHash = "hash",
            From = new(2006, 1, 3),
            FirstTest = new(2014, 1, 2),
            To = new(2017, 12, 29),
            Days = 3019,
            CostBasisPoints = 5,
            Horizons = s_horizons,
            Signals = [new("close_in_range", "($close-$low)/($high-$low)")],
            Coefficients =
            [
                .. new[] { StudyPeriod.Before, StudyPeriod.After }.SelectMany(period =>
                    new[]
                    {
                        Coefficient(1, StudyFill.Close, period, -0.033),
                        Coefficient(1, StudyFill.Overnight, period, -0.04),
                        Coefficient(1, StudyFill.Day, period, 0.001),
                        Coefficient(1, StudyFill.NextOpen, period, double.NaN),
                        Coefficient(5, StudyFill.Close, period, -0.02),
                    }
                ),
            ],
            Portfolios =
            [
                .. s_horizons.SelectMany(h =>
                    new[] { Portfolio(h, StudyPeriod.Before), Portfolio(h, StudyPeriod.After) }
                ),
            ],
            Conclusions = ["Nothing survives."],
            Findings = [],
            Notes = ["something to know"],
            Seconds = 2,
        };

    private static StudyCoefficient Coefficient(int horizon, StudyFill fill, StudyPeriod period, double mean) =>
        new()
        {
            Signal = "close_in_range",
            Horizon = horizon,
            Fill = fill,
            Period = period,
            Days = 1000,
            Mean = new(mean, mean - 0.01, mean + 0.01),
            T = mean / 0.005,
        };

    private static StudyPortfolio Portfolio(int horizon, StudyPeriod period) =>
        new()
        {
            Signal = "close_in_range",
            Horizon = horizon,
            Period = period,
            Reversed = true,
            Days = 1000,
            Turnover = 1.2 / horizon,
            Gross = new(0.08, 0.01, 0.15),
            Net = new(-0.07, -0.14, 0.0),
            T = -1.9,
            LowOfAll = -0.2,
            RankedLessEqual = new(0.001, double.NaN, double.NaN),
        };
}
