using System.Globalization;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>From targets to orders at a day's close: sized by the simulator, rounded to what can be
/// ordered, held against the limits.</summary>
/// <param name="options">Sizing, limits and costs.</param>
/// <param name="bars">Bars of a ticker.</param>
/// <param name="sizing">What forecasts the volatility to size by; null for the last 20 returns.</param>
public sealed class PaperPlan(PaperOptions options, PaperBars bars, PaperSizing? sizing = null)
{
    /// <summary>Closes of tickers up to a day, as decimals with four places; a ticker without bars
    /// has none.</summary>
    public Dictionary<string, decimal> Closes(IEnumerable<string> tickers, DateOnly day)
    {
        var closes = new Dictionary<string, decimal>();
        foreach (string ticker in tickers)
            if (bars.Of(ticker)?.UpTo(day) is { Count: > 0 } known && known.Close[^1] > 0)
                closes[ticker] = Money.Price(known.Close[^1]);
        return closes;
    }

    /// <summary>Cash and positions at a day's closes, in cents.</summary>
    /// <exception cref="BrokerException">A ticker is held that has no close.</exception>
    public decimal Equity(decimal cash, IReadOnlyDictionary<string, decimal> positions, DateOnly day)
    {
        Dictionary<string, decimal> closes = Closes(positions.Keys, day);
        foreach ((string ticker, decimal shares) in positions)
            cash += Money.Cents(
                shares
                    * (
                        closes.TryGetValue(ticker, out decimal close)
                            ? close
                            : throw new BrokerException(
                                $"{shares.ToString(CultureInfo.InvariantCulture)} shares of {ticker} are held, but "
                                    + (
                                        bars.DamageOf(ticker) is null
                                            ? $"the store has no close of it up to {day:yyyy-MM-dd}"
                                            : bars.WhyNot(ticker)
                                    )
                                    + ". Bring its bars back."
                            )
                            {
                                Remedies = [bars.RemedyOf(ticker)],
                            }
                    )
            );
        return cash;
    }

    /// <summary>The orders of a day, and notes on what was left out or cut.</summary>
    public (Dictionary<string, decimal> Orders, List<string> Notes) Decide(
        DateOnly day,
        decimal cash,
        IReadOnlyDictionary<string, decimal> positions,
        IReadOnlyDictionary<string, double> targets,
        decimal equity
    )
    {
        var notes = new List<string>();
        var universe = new List<BarSeries>();
        foreach (string ticker in targets.Keys.Union(positions.Keys).Order(StringComparer.Ordinal))
        {
            if (bars.Of(ticker) is { } series)
                universe.Add(series);
            else
                notes.Add($"{ticker}: left out, because {bars.WhyNot(ticker)}");
        }

        (IReadOnlyList<VolatilitySeries>? volatilities, IReadOnlyList<string> known) =
            sizing?.Of(universe, day) ?? (null, []);
        notes.AddRange(known);
        IReadOnlyDictionary<string, double> sized = SimulatedDay.Orders(
            universe,
            day,
            new((double)cash, positions.ToDictionary(p => p.Key, p => (double)p.Value)),
            targets.Where(t => universe.Exists(u => u.Ticker == t.Key)).ToDictionary(t => t.Key, t => t.Value),
            options.Trading,
            volatilities
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
            Closes(rounded.Keys, day),
            options.Fractions
        );
        notes.AddRange(cut);
        return (orders, notes);
    }
}
