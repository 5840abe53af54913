using Ploutos.Research.Backtests;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Pages;

/// <summary>What kept backtests made of a ticker.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Runs">Those of the newest backtests that traded it, and what each made of it.</param>
/// <param name="Kept">All backtests that are kept.</param>
internal sealed record TickerBacktests(
    string Ticker,
    IReadOnlyList<(BacktestSummary Run, TickerProfit Own)> Runs,
    int Kept
)
{
    /// <summary>Backtests that are looked into, the newest ones: each is a file to read.</summary>
    public const int Looked = 10;

    /// <summary>Whether some were not looked into.</summary>
    public bool IsPart => Kept > Looked;

    /// <summary>Those of a ticker.</summary>
    public static TickerBacktests Of(string ticker, IResearchWorkflows research)
    {
        var runs = new List<(BacktestSummary, TickerProfit)>();
        IReadOnlyList<BacktestSummary> kept = research.Backtests();
        foreach (BacktestSummary run in kept.Take(Looked))
            if (TickerProfit.Of(research.Backtest(run.Id).Trades.Where(t => t.Ticker == ticker)) is [var own])
                runs.Add((run, own));
        return new(ticker, runs, kept.Count);
    }
}
