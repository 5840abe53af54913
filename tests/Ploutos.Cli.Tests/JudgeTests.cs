using Ploutos.Cli.Hosting;
using Ploutos.Research.Judge;

namespace Ploutos.Cli.Tests;

public sealed class JudgeTests
{
    [Fact]
    public void A_judgement_shows_figures_with_intervals_luck_and_one_sentence()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "judge mine.csv --report r.html");
        Assert.Equal(ExitCode.Done, run.Code);
        foreach (
            string part in (string[])
                [
                    "mine.csv: returns, 2014-01-02 to 2015-01-02, 253 rows",
                    "7.1 % [-2.0, 16.0]",
                    "0.800 [-1.100, 2.700]",
                    "1066",
                    "Deflated Sharpe ratio of mine 0.200",
                    "lies above 1.60, which the best of 12 trial(s)",
                    "Probability of backtest overfitting 0.61 among 12 columns",
                    "+0.021",
                    "31 tickers; rank autocorrelation from one signal day to the next 0.91, turnover 8.0 %",
                    "note: State the number of trials.",
                    "Luck is not ruled out",
                    "r.html",
                ]
        )
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_reach_the_judge()
    {
        FakeWorkflows workflows = new();
        CommandRun.Of(workflows, "judge mine.csv --trials 40 --cash-rate 0.03 --report r.html --force");
        Assert.Equal(new JudgeRequest("mine.csv", 40, 0.03, "r.html", true), workflows.Requests[^1]);
    }
}
