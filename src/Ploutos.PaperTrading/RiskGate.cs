using System.Globalization;
using Ploutos.Backtesting.Simulation;

namespace Ploutos.PaperTrading;

/// <summary>The last look at orders before they are given, in the account's own decimals and apart
/// from the code that sized them: no position beyond its limit, no more turnover than allowed, none
/// without a price. What would take a position down is let through first.</summary>
internal sealed class RiskGate(BacktestOptions limits, decimal equity)
{
    /// <summary>Cuts orders to the limits; what is left of them, and a note on each that was cut.</summary>
    /// <param name="orders">Shares by ticker.</param>
    /// <param name="held">Shares held.</param>
    /// <param name="closes">Last known closes.</param>
    /// <param name="fractions">Fractions of shares are allowed.</param>
    public (Dictionary<string, decimal> Orders, List<string> Notes) Pass(
        IReadOnlyDictionary<string, decimal> orders,
        IReadOnlyDictionary<string, decimal> held,
        IReadOnlyDictionary<string, decimal> closes,
        bool fractions
    )
    {
        var passed = new Dictionary<string, decimal>();
        var notes = new List<string>();
        decimal largest = (decimal)Math.Min(limits.MaxPosition, 1e6) * equity,
            left = (decimal)Math.Min(limits.MaxDailyTurnover, 1e6) * equity;
        foreach (
            (string ticker, decimal wanted) in orders
                .OrderBy(o => !Reduces(held.GetValueOrDefault(o.Key), o.Value))
                .ThenBy(o => o.Key, StringComparer.Ordinal)
        )
        {
            if (closes.GetValueOrDefault(ticker) <= 0)
            {
                notes.Add($"{ticker}: left out, because its last close is not known");
                continue;
            }

            decimal close = closes[ticker],
                before = held.GetValueOrDefault(ticker),
                shares = wanted;
            decimal room = largest / close;
            if (!Reduces(before, shares) && Math.Abs(before + shares) > room)
                shares = Whole(
                    Math.Sign(shares)
                        * Math.Max(0, room - (Math.Abs(before) * (Math.Sign(before) == Math.Sign(shares) ? 1 : -1))),
                    fractions
                );
            if (Math.Abs(shares) * close > left)
                shares = Whole(Math.Sign(shares) * left / close, fractions);
            left -= Math.Abs(shares) * close;
            if (shares != wanted)
                notes.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ticker}: {shares} instead of {wanted} shares, by the limits on position and turnover"
                    )
                );
            if (shares != 0)
                passed.Add(ticker, shares);
        }

        return (passed, notes);
    }

    private static bool Reduces(decimal held, decimal shares) =>
        held != 0 && Math.Sign(held) != Math.Sign(shares) && Math.Abs(shares) <= Math.Abs(held);

    private static decimal Whole(decimal shares, bool fractions) =>
        fractions ? Math.Truncate(shares * 1_000_000) / 1_000_000 : Math.Truncate(shares);
}
