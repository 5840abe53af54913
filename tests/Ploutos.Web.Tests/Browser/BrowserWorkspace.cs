using Ploutos.Workflows;

namespace Ploutos.Web.Tests.Browser;

/// <summary>A workspace in which every page has something to show. The networks are small, so that all of it takes seconds.</summary>
internal static class BrowserWorkspace
{
    public static readonly string[] Tickers = ["SIM01", "SIM02", "SIM03"];

    public static void Make(Workspace workspace, IPloutosWorkflows workflows)
    {
        workflows.Import(new("simulated:7", Tickers));
        Small(workspace, "momentum", 3);
        Small(workspace, "reversion", 2);
        workflows.Optimize(new(["volatility"], Trials: 4, MaxEpochs: 2, Window: 4, Tickers: ["SIM01"]));
        Small(workspace, "volatility", 2);
        workflows.Train(new(["volatility"], Seed: 1, Window: 4));
        workflows.Train(new(Seed: 2, Window: 4));
        foreach (StoredSeries series in workflows.List().Take(1))
            for (int back = 8; back >= 0; back--)
                workflows.Predict(new(series.Ticker, series.LastDay.AddDays(-7 * back), Offline: true));
        workflows.Backtest(new BacktestRequest(From: "models"));
        workflows.Evaluate(new(Experts: ["volatility"], Folds: 2, Window: 4, Tickers: ["SIM01", "SIM02"]));
    }

    /// <summary>What a search would have written, with narrow layers and few epochs.</summary>
    private static void Small(Workspace workspace, string expert, int layers)
    {
        string hidden = string.Join(", ", Enumerable.Range(1, layers).Select(i => $"\"hidden{i}\": 16"));
        Directory.CreateDirectory(workspace.LogFolder);
        File.WriteAllText(workspace.OptimizationResult(expert), $$"""
            {
              "expert_type": "{{expert}}", "best_loss": 0.04, "best_trial": 0, "n_trials": 1, "timestamp": "2026-01-01T00:00:00+00:00",
              "best_params": { "learning_rate": 0.002, "batch_size": 256, "dropout": 0.1, "weight_decay": 0.0001, "epochs": 4, {{hidden}} },
              "data_shape": { "n_samples": 1, "n_features": 1 }
            }
            """);
    }
}
