using Ploutos.Research.Backtests;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Pages;

/// <summary>What kept backtests made of a ticker.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Runs">The newest backtests that traded it, and what each made of it.</param>
internal sealed record TickerBacktests(string Ticker, IReadOnlyList<(BacktestSummary Run, TickerProfit Own)> Runs)
{
    /// <summary>Backtests that are looked into, the newest ones: each is a file to read.</summary>
    public const int Looked = 10;

    /// <summary>Those of a ticker.</summary>
    public static TickerBacktests Of(string ticker, IResearchWorkflows research)
    {
        var runs = new List<(BacktestSummary, TickerProfit)>();
        foreach (BacktestSummary run in research.Backtests().Take(Looked))
            if (TickerProfit.Of(research.Backtest(run.Id).Trades.Where(t => t.Ticker == ticker)) is [var own])
                runs.Add((run, own));
        return new(ticker, runs);
    }
}
