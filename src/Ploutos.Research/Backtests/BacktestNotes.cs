using System.Globalization;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Research.Backtests;

/// <summary>What a reader must know of how a backtest came about.</summary>
internal static class BacktestNotes
{
    /// <summary>Debt below this share of the account is less than what is worth an order.</summary>
    private const double SmallDebt = 0.001;

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
                + "invested in it, and the benchmark is that ticker alone, wholly invested.";
        foreach (string note in Limits(request, curve))
            yield return note;
        if (!traded)
            yield return "All signals were HOLD, or below 0 where only long positions are taken: the account is flat.";
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
        if (curve.Years < 1 - 1 / SessionsPerYear.DaysPerYear)
            yield return $"{curve.Days.Count} trading days are less than a year: the intervals are wide, and so is"
                + $" what they leave out.";
        if (request.CommissionBp + request.SlippageBp == 0)
            yield return "Trading was taken to cost nothing, which it never does.";
    }

    /// <summary>Limits that made another account than the signals ask for, whatever the number of
    /// tickers.</summary>
    private static IEnumerable<string> Limits(BacktestRequest request, EquityCurve curve)
    {
        LimitsReached l = curve.Limits;
        string Of(int days) => $"on {days} of {l.Days} day(s) with a position wanted";
        if (l.PositionDays > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The limit of {request.MaxPosition:P0} of the account in one ticker cut positions of"
                    + $" {l.PositionTickers} ticker(s) {Of(l.PositionDays)}: the signals asked for more."
            );
        if (l.GrossDays > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The limit of {request.MaxGross:P0} of the account in all positions together cut them"
                    + $" {Of(l.GrossDays)}."
            );
        if (l.TurnoverDays > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The limit of {request.MaxTurnover:P0} of the account traded a day cut the orders"
                    + $" {Of(l.TurnoverDays)}: positions were reached later."
            );
        int borrowed = curve.Net.Count(net => net > 1 + SmallDebt);
        if (borrowed > 0 && request.MaxGross <= 1)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The account was in debt on {borrowed} day(s), by at most {curve.Net.Max() - 1:P1} of its worth:"
                    + $" orders are sized at a close and filled at the next open, which may be higher, and costs"
                    + $" come on top, and a sale waits while its market rests."
                    + $" Debt costs the cash rate ({request.CashRate:P1} a year)."
            );
    }
}
