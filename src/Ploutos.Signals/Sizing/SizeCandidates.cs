using System.Globalization;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Sizing;

/// <summary>A ticker that can be sized.</summary>
/// <param name="Bars">Up to the day.</param>
/// <param name="Price">The last close that shares are counted by.</param>
/// <param name="Volatility">Forecast, a year; above 0.</param>
/// <param name="IsByRisk">The risk model's; else EWMA's.</param>
/// <param name="Why">Why the risk model has no forecast; null where it has.</param>
internal sealed record SizeCandidate(BarSeries Bars, SizePrice Price, double Volatility, bool IsByRisk, string? Why)
{
    /// <summary>What one of the price's currency is worth in the account's; 1 where nothing is converted.</summary>
    public double Rate { get; init; } = 1;
}

/// <summary>Which tickers can be sized, and why the others can't.</summary>
/// <param name="held">Shares held, or null.</param>
/// <param name="prices">Last closes.</param>
internal sealed class SizeCandidates(IReadOnlyDictionary<string, double>? held, SizePrices prices)
{
    /// <summary>A last bar that is older than the newest by more calendar days is no price.</summary>
    private const int StaleDays = 7;

    private const int BarsNeeded = CommonReturns.Most + 1;
    private readonly List<(LeftOutTicker Ticker, BarSeries? Bars)> _left = [];
    private CommonReturns? _returns;
    private AccountCurrency? _currency;

    /// <summary>Those that can't be sized.</summary>
    public IReadOnlyList<LeftOutTicker> LeftOut =>
        [.. _left.Select(l => l.Bars is { Count: > 0 } bars ? l.Ticker with { Rate = RateOf(bars) } : l.Ticker)];

    /// <summary>The last bar of each that can't be sized and is held.</summary>
    public IEnumerable<BarSeries> Staying =>
        from l in _left
        where l.Ticker is { Held: not (null or 0), Price: not null } && l.Bars is { Count: > 0 }
        select l.Bars.From(l.Bars.Dates[^1]);

    /// <summary>Returns of those that can; known once they are.</summary>
    public CommonReturns Returns => _returns ?? throw new InvalidOperationException("No ticker was sized yet.");

    /// <summary>Leaves out what has no price, too few bars or serious findings.</summary>
    /// <exception cref="PloutosException">None is left.</exception>
    public AdmittedBars Admit(IReadOnlyList<BarSeries> bars, SeriousRule rule)
    {
        DateOnly newest = bars.Where(b => b.Count > 0).Select(b => b.Dates[^1]).DefaultIfEmpty().Max();
        var priced = new List<BarSeries>();
        foreach (BarSeries b in bars)
        {
            if (b.Count < BarsNeeded)
                Leave(b, Text($"it has {b.Count} bars, but covariances need {BarsNeeded}"));
            else if (b.Dates[^1] < newest.AddDays(-StaleDays))
                Leave(
                    b,
                    Text($"its last bar is of {b.Dates[^1]:yyyy-MM-dd}, ")
                        + Text($"more than {StaleDays} days before {newest:yyyy-MM-dd}")
                );
            else if (!(b.Close[^1] > 0))
                Leave(b, Text($"its last close, of {b.Dates[^1]:yyyy-MM-dd}, is missing"));
            else
                priced.Add(b);
        }

        AdmittedBars admitted = rule.Sort(priced, RiskTable.RequiredBars);
        foreach (BarSeries b in priced.Except(admitted.Series))
            Leave(b, "its bars hold a serious finding");
        return admitted.Series.Count > 0 || admitted.Findings.Count == 0 || _left.Count > admitted.Findings.Count
            ? Require(admitted)
            : throw SeriousRule.Refusal("A portfolio", admitted.Findings);
    }

    /// <summary>The first day whose prices covariances of such bars may need.</summary>
    public static DateOnly FirstDay(IReadOnlyList<BarSeries> admitted) =>
        CommonReturns.Of(admitted)?.From ?? admitted.Min(b => b.Dates[^BarsNeeded]);

    /// <summary>What a price of a ticker's last day is worth in the account's currency; null where nothing
    /// is converted.</summary>
    public double? RateOf(BarSeries bars) =>
        _currency is { Converts: true } currency ? currency.RateOf(bars, bars.Dates[^1]) : null;

    /// <summary>Those with a volatility and with returns on enough common days.</summary>
    /// <exception cref="PloutosException">None is left.</exception>
    public IReadOnlyList<SizeCandidate> Sized(RiskModel model, RiskTable table, AccountCurrency currency)
    {
        _currency = currency;
        var sized = new List<SizeCandidate>();
        for (int i = 0; i < table.Bars.Count; i++)
        {
            BarSeries bars = table.Bars[i];
            TableRow row = new(i, bars.Count - 1);
            SizingVolatility volatility = SizingVolatility.Risk(table, i, r => model.At(table, r), row.Bar);
            double year = volatility.PerBar[^1] * Math.Sqrt(table.SessionsPerYear(i));
            if (!(year > 0))
                Leave(bars, "its close did not move, or a price is missing: there is no volatility to size by");
            else if (prices.Of(bars) is not { } price)
                LeaveUnpriced(bars.Ticker, prices.WhyNot(bars.Ticker) ?? "its last close is missing");
            else
                sized.Add(
                    new(
                        bars,
                        price,
                        year,
                        volatility.StandIns == 0,
                        volatility.StandIns == 0 ? null : RiskModel.Explain(table, row, table.StateOf(row))
                    )
                    {
                        Rate = RateOf(bars) ?? 1,
                    }
                );
        }

        while (sized.Count > 0)
        {
            if ((_returns = CommonReturns.Of([.. sized.Select(c => currency.Convert(c.Bars))])) is null)
            {
                // Whoever shares the fewest days with the others hinders the most.
                SizeCandidate fewest = sized.MinBy(c => sized.Sum(o => Shared(c.Bars, o.Bars)))!;
                sized.Remove(fewest);
                Leave(
                    fewest.Bars,
                    Text($"it has bars on fewer than {CommonReturns.Least + 1} days that the others have bars on")
                );
                continue;
            }

            SizeCandidate[] still = [.. sized.Where((_, i) => !_returns.Varies(i))];
            if (still.Length == 0)
                return sized;
            foreach (SizeCandidate c in still)
                Leave(
                    c.Bars,
                    Text($"its close did not move, or is missing, on the {_returns.Days} days after ")
                        + Text($"{_returns.From:yyyy-MM-dd} that covariances come from")
                );
            sized.RemoveAll(still.Contains);
        }

        throw None();
    }

    /// <summary>Leaves a ticker out that has no price.</summary>
    public void LeaveUnpriced(string ticker, string reason) => _left.Add((new(ticker, reason, HeldOf(ticker)), null));

    private void Leave(BarSeries bars, string reason) =>
        _left.Add((new(bars.Ticker, reason, HeldOf(bars.Ticker)) { Price = prices.Of(bars)?.Value }, bars));

    private double? HeldOf(string ticker) =>
        held is not null && held.TryGetValue(ticker, out double shares) ? shares : null;

    private AdmittedBars Require(AdmittedBars admitted) => admitted.Series.Count > 0 ? admitted : throw None();

    private PloutosException None() =>
        new(
            Fault.TooFewBars,
            "No ticker can be sized: "
                + string.Join("; ", _left.Take(5).Select(l => $"{l.Ticker.Ticker}: {l.Ticker.Reason}"))
                + ". Fetch or import bars, or name other tickers."
        );

    private static int Shared(BarSeries one, BarSeries other)
    {
        int shared = 0;
        foreach (DateOnly day in one.Dates[Math.Max(0, one.Count - BarsNeeded)..])
            shared += other.Dates.BinarySearch(day) >= 0 ? 1 : 0;
        return shared;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
