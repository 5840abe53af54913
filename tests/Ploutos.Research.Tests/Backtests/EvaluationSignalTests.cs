using System.Globalization;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Tests.Backtests;

public sealed class EvaluationSignalTests
{
    [Fact]
    public void The_forecasts_of_the_newest_walk_forward_are_what_is_traded_by_default()
    {
        using var bench = new BacktestBench(tickers: 2);
        Keep(bench, EvaluationSample.Result(Folder(bench, "e1")), "STRONG BUY");
        Keep(
            bench,
            EvaluationSample.Result(Folder(bench, "e2"), id: "e2") with
            {
                CreatedAt = new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero),
            },
            "HOLD"
        );
        Keep(
            bench,
            EvaluationSample.Result(Folder(bench, "e3"), "cpcv", "e3") with
            {
                CreatedAt = new(2018, 1, 3, 9, 0, 0, TimeSpan.Zero),
            },
            "BUY"
        );
        BacktestResult newest = bench.Run(new());
        Assert.Equal("evaluation", newest.SignalsFrom);
        Assert.Contains(
            "evaluation e2, expanding walk-forward, 2 folds",
            newest.SignalsDetail,
            StringComparison.Ordinal
        );
        Assert.All(newest.Series.Gross, g => Assert.Equal(0, g));

        Directory.Delete(Folder(bench, "e2"), recursive: true);
        BacktestResult first = bench.Run(new() { From = "evaluation", MaxPosition = 1 });
        Assert.True(first.Series.Gross[^1] > 0.95);
        Assert.Equal(bench.Day(100), first.Series.Days[0]);
    }

    private static string Folder(BacktestBench bench, string id) =>
        Path.Combine(EvaluationFile.FolderOf(bench.Workspace), id);

    private static void Keep(BacktestBench bench, EvaluationResult evaluation, string signal)
    {
        Directory.CreateDirectory(evaluation.Folder);
        EvaluationFile.Write(evaluation);
        File.WriteAllLines(
            Path.Combine(evaluation.Folder, "forecasts.csv"),
            [
                "ticker,date,fold,path,momentum,reversion,volatility,score,signal,"
                    + "label_momentum,label_reversion,label_volatility",
                .. bench.Market.SelectMany(s =>
                    Enumerable
                        .Range(100, 150)
                        .Select(t =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{s.Ticker},{s.Dates[t]:yyyy-MM-dd},1,1,0.6,0.6,0.4,"
                            ) + (t % 2 == 0 ? $"0.2,{signal},1,0,0" : ",,1,0,0")
                        )
                ),
            ]
        );
    }
}
