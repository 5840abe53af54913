using Ploutos.Research.Backtests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Adds to the simulated workspace what the pages show, too: versions, past signals, a
/// backtest, an evaluation.</summary>
internal static class BrowserWorkspace
{
    public static void Enrich(WorkspaceFolder workspace, IPloutosWorkflows workflows)
    {
        workflows.Train(
            new()
            {
                Experts = ["volatility"],
                Seed = 1,
                Tickers = ["SIM01"],
                Window = 1,
                TestFrom = new(2016, 1, 4),
            }
        );
        DateOnly last = workflows.List()[0].LastDay;
        for (int weeks = 1; weeks <= 6; weeks++)
            workflows.Predict(
                new()
                {
                    Ticker = "SIM01",
                    AsOf = last.AddDays(-7 * weeks),
                    Offline = true,
                }
            );
        workflows.Backtest(new BacktestRequest { From = "models" });
        workflows.Evaluate(
            new()
            {
                Experts = ["volatility"],
                Folds = 2,
                Window = 1,
                Tickers = ["SIM01"],
            }
        );
    }
}
