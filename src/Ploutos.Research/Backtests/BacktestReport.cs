using System.Text.Json.Nodes;
using Ploutos.Research.Reports;

namespace Ploutos.Research.Backtests;

/// <summary>What the evidence's page shows of a backtest.</summary>
public static class BacktestReport
{
    private const int MostTrades = 200;

    /// <summary>A backtest as the page's data. The page shows the newest trades alone;
    /// <c>backtest.json</c> has them all.</summary>
    public static EvidenceData Of(BacktestResult result, IReadOnlyList<ExplainedExpert>? explained)
    {
        BacktestResult newest = result with { Trades = [.. result.Trades.TakeLast(MostTrades).Reverse()] };
        JsonObject shown = JsonObject.Create(EvidenceReport.Part(newest))!;
        shown["tradeCount"] = result.Trades.Count;
        shown["byTicker"] = JsonNode.Parse(EvidenceReport.Part(TickerProfit.Of(result.Trades)).GetRawText());
        return new($"Backtest {result.Id}") { Backtest = EvidenceReport.Part(shown), Explained = explained };
    }
}
