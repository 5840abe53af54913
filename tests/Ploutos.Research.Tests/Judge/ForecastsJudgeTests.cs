using Ploutos.Research.Judge;

namespace Ploutos.Research.Tests.Judge;

public sealed class ForecastsJudgeTests
{
    [Fact]
    public void Calibrated_forecasts_with_skill_beat_the_base_rate_and_lie_on_the_line()
    {
        JudgedForecasts judged = ForecastsJudge.Of(Rows(1, p => p));
        Assert.StartsWith("Better than a constant", ForecastsJudge.Verdict(judged), StringComparison.Ordinal);
        Assert.Equal(10, judged.Calibration.Count);
        Assert.All(judged.Calibration, bin => Assert.Equal(bin.MeanProbability, bin.Frequency, 0.08));
        // E (p - y)^2 of p uniform on 0.2 .. 0.8: 1/4 - 0.03.
        Assert.Equal(0.22, judged.Figures.First(f => f.Name == "brier").Value.Value!.Value, 0.01);
        Assert.Equal(0.03, judged.Figures.First(f => f.Name == "brier_gain").Value.Value!.Value, 0.01);
    }

    [Fact]
    public void Forecasts_turned_round_are_worse_and_those_without_knowledge_not_distinguishable()
    {
        Assert.StartsWith(
            "Worse than a constant",
            ForecastsJudge.Verdict(ForecastsJudge.Of(Rows(2, p => 1 - p))),
            StringComparison.Ordinal
        );
        var random = new Random(5);
        Assert.StartsWith(
            "Not statistically distinguishable",
            ForecastsJudge.Verdict(ForecastsJudge.Of(Rows(3, _ => 0.5 + 0.001 * (random.NextDouble() - 0.5)))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_day_of_many_tickers_and_outcomes_that_are_all_alike_decide_nothing()
    {
        List<TickerRow> rows = Rows(4, p => p);
        DateOnly day = rows[0].Date;
        Assert.StartsWith(
            "1 day(s) are too few",
            ForecastsJudge.Verdict(ForecastsJudge.Of([.. rows.Select(r => r with { Date = day })])),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "All outcomes are alike",
            ForecastsJudge.Verdict(ForecastsJudge.Of([.. rows.Select(r => r with { Outcome = true })])),
            StringComparison.Ordinal
        );
    }

    /// <summary>3,000 outcomes of 10 tickers; what is told of the true probability.</summary>
    private static List<TickerRow> Rows(int seed, Func<double, double> told)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, 3000)
                .Select(i =>
                {
                    double p = 0.2 + 0.6 * random.NextDouble();
                    return new TickerRow(
                        $"T{i % 10}",
                        new DateOnly(2014, 1, 1).AddDays(i / 10),
                        told(p),
                        random.NextDouble() < p
                    );
                }),
        ];
    }
}
