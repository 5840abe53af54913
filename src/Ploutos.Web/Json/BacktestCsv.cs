using System.Globalization;
using System.Text;
using Ploutos.Research.Backtests;

namespace Ploutos.Web.Json;

/// <summary>A backtest as CSV: commas, points, days as 2017-12-29. Nothing in it needs quotes.</summary>
internal static class BacktestCsv
{
    /// <summary>A row a trading day.</summary>
    public static string Series(BacktestResult b)
    {
        BacktestSeries s = b.Series;
        var text = new StringBuilder(
            "date,equity,benchmark,drawdown,benchmark_drawdown,gross_exposure,net_exposure,traded\n"
        );
        for (int i = 0; i < s.Days.Count; i++)
            Row(
                text,
                s.Days[i],
                s.Equity[i],
                s.Benchmark[i],
                s.Drawdown[i],
                s.BenchmarkDrawdown[i],
                s.Gross[i],
                s.Net[i],
                s.Traded?[i]
            );
        return text.ToString();
    }

    /// <summary>A row a trade.</summary>
    public static string Trades(BacktestResult b)
    {
        var text = new StringBuilder(
            "ticker,side,opened,closed,days,shares,entry,exit,return,commission,target,signal,score,profit\n"
        );
        foreach (BacktestTrade t in b.Trades)
            Row(
                text,
                t.Ticker,
                t.Side,
                t.Opened,
                t.Closed,
                t.Days,
                t.Shares,
                t.Entry,
                t.Exit,
                t.Return,
                t.Commission,
                t.Target,
                t.Signal,
                t.Score,
                t.Profit
            );
        return text.ToString();
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
            text.Append(i > 0 ? "," : "").Append(Cell(cells[i]));
        text.Append('\n');
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double figure when !double.IsFinite(figure) => "",
            double figure => figure.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
