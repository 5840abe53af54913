using System.Text.Json;
using System.Text.Json.Nodes;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Registry;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Reports;

/// <summary>What an expert looks at.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Attention">Its attention by lag; null for a window of one bar.</param>
/// <param name="Importance">Its features; empty where that was not measured.</param>
public sealed record ExplainedExpert(
    string Expert,
    AttentionProfile? Attention,
    IReadOnlyList<FeatureImportance> Importance
);

/// <summary>The evidence as one HTML file: of an evaluation its folds, metrics, calibration curves
/// and confusion matrices, of a backtest equity, drawdown, rolling Sharpe ratio and monthly
/// returns, of experts attention by lag and permutation importance. Every chart has its meaning in
/// words and its figures as a table.</summary>
public static class EvidenceReport
{
    private const int MostTrades = 200;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new FiniteNumberConverter() },
    };

    /// <summary>Writes the page; the file is there whole or not at all. What is null is left out.</summary>
    public static void Write(
        EvaluationResult? evaluation,
        BacktestResult? backtest,
        IReadOnlyList<ExplainedExpert>? explained,
        string path
    ) => AtomicFile.Write(path, Render(evaluation, backtest, explained));

    /// <summary>The page as text.</summary>
    public static string Render(
        EvaluationResult? evaluation,
        BacktestResult? backtest,
        IReadOnlyList<ExplainedExpert>? explained
    )
    {
        string what = (evaluation, backtest) switch
        {
            (_, { } b) => $"Backtest {b.Id}",
            ({ } e, _) => $"Evaluation {e.Id}",
            _ => "Experts",
        };
        // The serialiser escapes '<', so no name or value can end the script element.
        string data = JsonSerializer.Serialize(
            new
            {
                Evaluation = evaluation,
                Backtest = Shown(backtest),
                Explained = explained,
            },
            Json
        );
        return HtmlPage.Render(
            $"Ploutos: {what}",
            HtmlPage.Resource("evidence-report.html"),
            [
                "evidence-report.js",
                "backtest-charts.js",
                "evaluation-charts.js",
                "explain-charts.js",
                "evidence-page.js",
            ],
            data
        );
    }

    /// <summary>The page shows the newest trades alone; <c>backtest.json</c> has them all.</summary>
    private static JsonElement? Shown(BacktestResult? backtest)
    {
        if (backtest is null)
            return null;
        BacktestResult newest = backtest with { Trades = [.. backtest.Trades.TakeLast(MostTrades).Reverse()] };
        JsonNode node = JsonSerializer.SerializeToNode(newest, Json)!;
        node["tradeCount"] = backtest.Trades.Count;
        return JsonSerializer.SerializeToElement(node, Json);
    }
}
