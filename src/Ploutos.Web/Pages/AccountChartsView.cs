namespace Ploutos.Web.Pages;

/// <summary>The charts of a backtest, or of a few that are compared.</summary>
/// <param name="Ids">Which backtests.</param>
/// <param name="Names">Which charts, as <c>account.js</c> names them.</param>
internal sealed record AccountChartsView(IReadOnlyList<string> Ids, IReadOnlyList<string> Names)
{
    /// <summary>Those of one backtest.</summary>
    public static AccountChartsView Of(string id) =>
        new([id], ["equity", "drawdown", "rolling", "distribution", "months", "exposure", "turnover", "profit"]);

    /// <summary>Those that hold several backtests.</summary>
    public static AccountChartsView Of(IReadOnlyList<string> ids) =>
        new(ids, ["equity", "drawdown", "rolling", "distribution"]);

    /// <summary>A chart that needs the whole width.</summary>
    public static bool IsWide(string name) => name is "months" or "profit";
}
