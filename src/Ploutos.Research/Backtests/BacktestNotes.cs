using System.Globalization;
using Ploutos.Backtesting;
using Ploutos.MarketData;

namespace Ploutos.Research.Backtests;

/// <summary>What a reader must know of how a backtest came about.</summary>
internal static class BacktestNotes
{
    private const int TradingDaysPerYear = 252;

    public static IEnumerable<string> Of(
        BacktestRequest request,
        BarSeries[] universe,
        BacktestSignals signals,
        EquityCurve curve,
        bool traded
    )
    {
        if (universe.Length == 1)
            yield return $"A universe of one ticker ({universe[0].Ticker}): "
                + string.Create(CultureInfo.InvariantCulture, $"at most {request.MaxPosition:P0} of the account is ")
                + "invested in it (--max-position), and the benchmark is that ticker alone, wholly invested.";
        if (!traded)
            yield return "All signals were HOLD, or below 0 with --direction long-only: the account is flat.";
        DateOnly last = curve.Days[^1];
        BarSeries[] ended = [.. universe.Where(s => s.Dates[^1] < last && s.Dates[^1] >= curve.Days[0])];
        if (ended.Length > 0)
            yield return $"The bars of {ended.Length} ticker(s) end before {last:yyyy-MM-dd} "
                + $"(the first: {ended.MinBy(s => s.Dates[^1])!.Ticker} on {ended.Min(s => s.Dates[^1]):yyyy-MM-dd}). "
                + "They are taken for delisted: paid out at the last close.";
        string[] silent = [.. universe.Select(s => s.Ticker).Except(signals.Series.Select(s => s.Ticker))];
        if (silent.Length > 0)
            yield return $"{silent.Length} ticker(s) have no signals "
                + $"({string.Join(", ", silent.Take(5))}{(silent.Length > 5 ? ", ..." : "")}): "
                + "they are in the benchmark alone.";
        if (curve.Ruined is { } day)
            yield return $"The account lost everything on {day:yyyy-MM-dd}, and trading stopped.";
        if (curve.Days.Count < TradingDaysPerYear)
            yield return $"{curve.Days.Count} trading days are less than a year: the intervals are wide, and so is"
                + $" what they leave out.";
        if (request.CommissionBp + request.SlippageBp == 0)
            yield return "Trading was taken to cost nothing, which it never does.";
    }
}
