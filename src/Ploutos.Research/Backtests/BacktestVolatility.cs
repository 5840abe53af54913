using System.Globalization;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>The forecasts of volatility that size a backtest's positions. The workspace's risk model
/// is not asked, since it may know the days traded: the model is fitted again at each year's first
/// day on what was known by then (<see cref="RiskWalkForward"/>), on all stored tickers of the same
/// origin.</summary>
internal sealed class BacktestVolatility(BarStore store, BacktestRequest request)
{
    private const int MostNamed = 5;

    /// <summary>One series of each ticker with signals, and what a reader must know; null where the
    /// simulator's own 20-day deviation sizes, or nothing does.</summary>
    /// <exception cref="PloutosException">The risk model has no forecast on any day.</exception>
    public (IReadOnlyList<VolatilitySeries>? Series, IReadOnlyList<string> Notes) Of(
        BarSeries[] universe,
        IReadOnlyList<SignalSeries> signals
    )
    {
        if (BacktestSettings.Forecast(request) is not { } forecast || forecast == SizingForecast.Deviation20)
            return (null, []);
        DateOnly from = signals.Min(s => s.Days[0]);
        BarSeries[] sized = [.. universe.Where(b => signals.Any(s => s.Ticker == b.Ticker))];
        return forecast == SizingForecast.Ewma
            ? ([.. sized.Select(b => Series(b, SizingVolatility.Ewma(b), from))], [])
            : ByRisk(sized, from);
    }

    private (IReadOnlyList<VolatilitySeries>, IReadOnlyList<string>) ByRisk(BarSeries[] sized, DateOnly from)
    {
        var notes = new List<string>();
        DateOnly to = sized.Max(b => b.Dates[^1]);
        BarSeries[] pool = Pool(sized, to, notes);
        HashSet<string> learners = [.. pool.Select(b => b.Ticker)];
        RiskTable table = RiskTable.Build(
            [.. sized, .. pool.Where(p => sized.All(s => s.Ticker != p.Ticker))],
            MarketFeatures.Compute(pool)
        );
        RiskWalkForward walk = RiskWalkForward.Fit(table, learners, from, to);
        var series = new VolatilitySeries[sized.Length];
        (int days, int standIns) = (0, 0);
        for (int i = 0; i < sized.Length; i++)
        {
            int first = TradingCalendar.FirstNotBefore(sized[i].Dates, from);
            var volatility = SizingVolatility.Risk(table, i, walk.At, first);
            series[i] = Series(sized[i], volatility, from);
            days += sized[i].Count - first;
            standIns += volatility.StandIns;
        }

        if (standIns == days)
            throw new PloutosException(
                Fault.NoData,
                $"Sizing by the risk model needs a fit on at least {RiskWalkForward.LeastDays} days before the year"
                    + $" traded, each with {RiskTable.RequiredBars} bars before it, but no day from"
                    + $" {from:yyyy-MM-dd} to {to:yyyy-MM-dd} has one. Import older bars, or size by another forecast."
            )
            {
                Remedies = [new ChangeOption("sizingForecast", "ewma or deviation20")],
            };
        notes.Insert(
            0,
            $"Positions are sized by the risk model, fitted at the first day of each year on the"
                + $" {pool.Length} ticker(s) up to the day before ({string.Join(", ", walk.Refits.Select(Learned))})."
        );
        if (standIns > 0)
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"On {standIns:N0} of {days:N0} ticker-days the risk model has no forecast (no fit yet, too few"
                        + $" bars, or a missing price in the trailing year): EWMA sizes there."
                )
            );
        return (series, notes);
    }

    /// <summary>Every stored ticker of the same origin, up to the last day, without serious
    /// findings.</summary>
    private BarSeries[] Pool(BarSeries[] sized, DateOnly to, List<string> notes)
    {
        DataOrigin origin = sized[0].Origin;
        ReadableBars read = store.ReadEach(store.List().Where(t => t.Origin == origin).Select(t => t.Ticker));
        notes.AddRange(read.Notes("the fit of the risk model"));
        BarSeries[] stored = [.. read.Series.Select(b => b.UpTo(to)).Where(b => b.Count > 0)];
        AdmittedBars admitted = new SeriousRule(store, request.AcceptSerious).Sort(
            stored,
            stored.Min(b => b.Dates[0]),
            to,
            before: 0
        );
        string[] left = [.. stored.Select(b => b.Ticker).Except(admitted.Series.Select(b => b.Ticker))];
        if (left.Length > 0)
            notes.Add(
                $"The risk model is fitted without {left.Length} stored ticker(s) that have serious findings "
                    + $"({string.Join(", ", left.Take(MostNamed))}{(left.Length > MostNamed ? ", ..." : "")})."
            );
        return [.. admitted.Series];
    }

    private static string Learned(RiskRefit refit) =>
        refit.LearnedTo is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"{refit.Year}: to {day:yyyy-MM-dd}")
            : string.Create(CultureInfo.InvariantCulture, $"{refit.Year}: none, too few days");

    private static VolatilitySeries Series(BarSeries bars, SizingVolatility volatility, DateOnly from)
    {
        int first = TradingCalendar.FirstNotBefore(bars.Dates, from);
        return new(bars.Ticker, bars.Dates[first..], volatility.PerBar[first..]);
    }
}
