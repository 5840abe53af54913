using System.Globalization;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>From targets to orders at a day's close: sized by the simulator, rounded to what can be
/// ordered, held against the limits.</summary>
/// <param name="options">Sizing, limits and costs.</param>
/// <param name="bars">Bars of a ticker.</param>
/// <param name="money">The same in the account's currency.</param>
/// <param name="sizing">What forecasts the volatility to size by; null for the last 20 returns.</param>
public sealed class PaperPlan(PaperOptions options, PaperBars bars, PaperMoney money, PaperSizing? sizing = null)
{
    /// <summary>Closes of tickers in the account's currency as they are final at a moment, as decimals with
    /// four places; a ticker without bars or without a rate has none.</summary>
    public Dictionary<string, decimal> Closes(IEnumerable<string> tickers, DateTimeOffset moment)
    {
        var closes = new Dictionary<string, decimal>();
        foreach (string ticker in tickers)
            if (money.Of(ticker)?.UpTo(bars.LastDay(ticker, moment)) is { Count: > 0 } known && known.Close[^1] > 0)
                closes[ticker] = Money.Price(known.Close[^1]);
        return closes;
    }

    /// <summary>The market of a ticker.</summary>
    public ExchangeCalendar MarketOf(string ticker) => bars.MarketOf(ticker);

    /// <summary>Cash and positions at the closes that are final at a moment, in cents.</summary>
    /// <exception cref="BrokerException">A ticker is held that has no close.</exception>
    public decimal Equity(decimal cash, IReadOnlyDictionary<string, decimal> positions, DateTimeOffset moment)
    {
        Dictionary<string, decimal> closes = Closes(positions.Keys, moment);
        foreach ((string ticker, decimal shares) in positions)
            cash += Money.Cents(
                shares
                    * (
                        closes.TryGetValue(ticker, out decimal close)
                            ? close
                            : throw new BrokerException(
                                $"{shares.ToString(CultureInfo.InvariantCulture)} shares of {ticker} are held, but "
                                    + (
                                        bars.DamageOf(ticker) is null && money.Of(ticker) is not null
                                            ? "the store has no close of it up to"
                                                + $" {bars.LastDay(ticker, moment):yyyy-MM-dd}"
                                                + $" in {money.Currency}"
                                            : money.WhyNot(ticker)
                                    )
                                    + ". Bring its bars back."
                            )
                            {
                                Remedies = [money.RemedyOf(ticker)],
                            }
                    )
            );
        return cash;
    }

    /// <summary>The orders of a market's day, and notes on what was left out or cut. What the account holds in
    /// other markets counts by its last close; it gets no order.</summary>
    public (Dictionary<string, decimal> Orders, List<string> Notes) Decide(
        ExchangeCalendar market,
        DateOnly day,
        decimal cash,
        IReadOnlyDictionary<string, decimal> positions,
        IReadOnlyDictionary<string, double> targets,
        decimal equity
    )
    {
        DateTimeOffset moment = market.FinishedAt(day);
        var notes = new List<string>();
        var universe = new List<BarSeries>();
        foreach (string ticker in targets.Keys.Union(positions.Keys).Order(StringComparer.Ordinal))
        {
            if (money.Of(ticker) is { } series)
                universe.Add(MarketOf(ticker) == market ? series : series.UpTo(bars.LastDay(ticker, moment)));
            else
                notes.Add($"{ticker}: left out, because {money.WhyNot(ticker)}");
        }

        (IReadOnlyList<VolatilitySeries>? volatilities, IReadOnlyList<string> known) =
            sizing?.Of([.. universe.Select(b => bars.Of(b.Ticker)!.UpTo(b.Count > 0 ? b.Dates[^1] : day))], day)
            ?? (null, []);
        notes.AddRange(known);
        IReadOnlyDictionary<string, double> sized = SimulatedDay.Orders(
            universe,
            day,
            new((double)cash, positions.ToDictionary(p => p.Key, p => (double)p.Value)),
            targets.Where(t => universe.Exists(u => u.Ticker == t.Key)).ToDictionary(t => t.Key, t => t.Value),
            options.Trading,
            volatilities,
            ticker => MarketOf(ticker) == market
        );
        var rounded = new Dictionary<string, decimal>();
        foreach ((string ticker, double shares) in sized)
        {
            decimal held = positions.GetValueOrDefault(ticker),
                exact = Money.Shares(shares);
            decimal order = Math.Abs(held + exact) < 0.000001m ? -held : Money.Orderable(shares, options.Fractions);
            if (order != 0)
                rounded.Add(ticker, order);
        }

        (Dictionary<string, decimal> orders, List<string> cut) = new RiskGate(options.Trading, equity).Pass(
            rounded,
            positions,
            Closes(rounded.Keys, moment),
            options.Fractions
        );
        notes.AddRange(cut);
        return (orders, notes);
    }
}
