using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.Training;

/// <summary>The evidence of the risk model counts only days that chose nothing about it: the days before
/// 2014 of the 31 stocks chose its inputs.</summary>
public sealed class RiskEvidenceDaysTests
{
    [Fact]
    public void Days_that_chose_the_inputs_are_no_evidence()
    {
        RiskModel model = Fitted("KO", until: new(2014, 12, 31));
        Assert.InRange(model.Evidence!.From, new DateOnly(2014, 1, 1), new DateOnly(2014, 1, 3));
        Assert.Equal(model.Evidence.From, model.Card.Days.TestFrom);
        Assert.Null(model.NotKnown);

        RiskModel others = Fitted("ZZ", until: new(2014, 12, 31));
        Assert.InRange(others.Evidence!.From, s_testFrom, s_testFrom.AddDays(2));
    }

    [Fact]
    public void Below_42_later_days_nothing_is_known_of_it_and_it_says_why()
    {
        RiskModel model = Fitted("KO", until: new(2014, 2, 14));
        Assert.Null(model.Evidence);
        Assert.Null(model.Card.Days.TestFrom);
        Assert.Contains(
            $"fewer than {EvidenceDaysText.LeastDays} days of its bars",
            model.NotKnown!,
            StringComparison.Ordinal
        );
    }

    private static readonly DateOnly s_testFrom = new(2013, 1, 1);

    private static RiskModel Fitted(string first, DateOnly until)
    {
        using var folder = new TemporaryFolder();
        string[] names = [first, "YA", "YB", "YC", "YD"];
        BarSeries[] bars =
        [
            .. new SimulatedMarket(
                new SimulationOptions
                {
                    Tickers = names.Length,
                    Bars = 1300,
                    FirstDay = new(2010, 1, 1),
                }
            ).Series.Select(
                (b, i) =>
                {
                    BarSeries kept = b.UpTo(until);
                    return BarSeries.FromBars(
                        names[i],
                        DataOrigin.Observed,
                        [.. Enumerable.Range(0, kept.Count).Select(t => kept[t])]
                    );
                }
            ),
        ];
        return new RiskFitting(new WorkspaceFolder(folder.Path), TimeProvider.System).Run(
            TrainingBars.Of(bars, "test"),
            s_testFrom,
            progress: null
        );
    }
}
