using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Research.Proof;

/// <summary>No ticker's future reaches an earlier value of any ticker through the market. The bars of
/// ONE ticker after a day are replaced by made-up ones, and once more left out; the market's
/// features, every ticker's inputs and every ticker's forecast up to the day must keep their bits. Done
/// for each ticker in turn.</summary>
internal static class MarketFutureCheck
{
    private const string Claim =
        "the future of one ticker changes no earlier market feature, input or forecast of any ticker, bit for bit";

    public static ProofCheck Run(ProofBench bench, MarketStage stage)
    {
        var found = new Findings();
        RiskRegression fit = RiskRegression.Fit(stage.Table, RiskInputSet.Market, RiskTable.Week, stage.Training);
        DateOnly[] cuts = FutureCheck.Cuts(bench);
        var comparison = new Comparison(stage.Table, fit, found);
        for (int i = 0; i < bench.Bars.Count; i++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            (BarSeries own, DateOnly cut) = (bench.Bars[i], cuts[i % cuts.Length]);
            foreach (
                (string how, BarSeries other) in new[]
                {
                    ("replaced", Corruption.After(own, cut, bench.Seed + i)),
                    ("left out", own.UpTo(cut)),
                }
            )
                comparison.Hold(
                    MarketStage.TableOf(bench, [.. bench.Bars.Select(b => b == own ? other : b)]),
                    cut,
                    $"when the bars of {own.Ticker} after {cut:yyyy-MM-dd} are {how}"
                );
            bench.Tell("market-future", own.Ticker, i + 1, bench.Bars.Count);
        }

        found.Figures.Add(new("market", "feature values compared", comparison.Features));
        found.Figures.Add(new("all", "inputs compared", comparison.Inputs));
        found.Figures.Add(new("all", "forecasts compared", comparison.Forecasts));
        return found.Check(
            "market-future",
            Claim,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the bars of each of {bench.Bars.Count} tickers after one of"
                    + $" {string.Join(", ", cuts.Select(d => d.ToString("yyyy-MM-dd", null)))} were replaced and left"
                    + $" out, one ticker at a time: {(found.Passed ? "every bit is the same" : "something changed")}"
            )
        );
    }

    /// <summary>Holds other tables against the one of the bars as they are.</summary>
    private sealed class Comparison(RiskTable table, RiskRegression fit, Findings found)
    {
        private static readonly IReadOnlyList<string> s_names = RiskInputs.Names(RiskInputSet.Market);

        public long Features { get; private set; }

        public long Inputs { get; private set; }

        public long Forecasts { get; private set; }

        public void Hold(RiskTable other, DateOnly cut, string when)
        {
            foreach (ExchangeFeatures exchange in table.Market.Exchanges)
                Market(exchange, other.Market, cut, when);
            for (int ticker = 0; ticker < table.Bars.Count; ticker++)
                Ticker(other, ticker, cut, when);
        }

        private void Market(ExchangeFeatures exchange, MarketFeatures other, DateOnly cut, string when)
        {
            string ticker = exchange.Tickers.First();
            double[] a = new double[MarketFeatures.Names.Count],
                b = new double[a.Length];
            foreach (DateOnly day in exchange.Days)
            {
                if (day > cut)
                    break;
                exchange.CopyDay(day, a);
                other.CopyDay(ticker, day, b);
                Features += a.Length;
                int at = Bits.FirstDifference(a, b);
                if (at < 0)
                    continue;
                found.Fault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the market feature '{MarketFeatures.Names[at]}' of {day:yyyy-MM-dd} changes from {a[at]:R} to"
                            + $" {b[at]:R} {when}: it looks ahead"
                    )
                );
                return;
            }
        }

        private void Ticker(RiskTable other, int ticker, DateOnly cut, string when)
        {
            string name = table.Bars[ticker].Ticker;
            int kept = table.Bars[ticker].UpTo(cut).Count;
            double[] a = new double[s_names.Count],
                b = new double[a.Length];
            for (int t = 0; t < kept; t++)
            {
                TableRow row = new(ticker, t);
                table.CopyInputs(row, RiskInputSet.Market, a);
                other.CopyInputs(row, RiskInputSet.Market, b);
                Inputs += a.Length;
                int at = Bits.FirstDifference(a, b);
                string day = table.DayOf(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                if (at >= 0)
                {
                    found.Fault(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{name}: the input '{s_names[at]}' of {day} changes from {a[at]:R} to {b[at]:R} {when}"
                        )
                    );
                    return;
                }

                if (table.StateOf(row) != other.StateOf(row) || table.CoverageOf(row) != other.CoverageOf(row))
                {
                    found.Fault($"{name}: whether {day} has a forecast in the market changes {when}");
                    return;
                }

                if (table.StateOf(row) != RiskRowState.Ready)
                    continue;
                Forecasts++;
                (double p, double q) = (Forecast(a, table, row), Forecast(b, other, row));
                if (BitConverter.DoubleToInt64Bits(p) == BitConverter.DoubleToInt64Bits(q))
                    continue;
                found.Fault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: the volatility forecast of {day} changes from {p:R} to {q:R} {when}"
                    )
                );
                return;
            }
        }

        /// <summary>Volatility a bar.</summary>
        private double Forecast(double[] inputs, RiskTable seen, TableRow row) =>
            seen.LevelOf(row) * Math.Exp(fit.Ridge.Predict(inputs));
    }
}
