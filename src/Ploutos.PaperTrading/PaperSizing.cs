using System.Globalization;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.PaperTrading;

/// <summary>The volatility that a day's positions are sized by. The workspace's risk model forecasts
/// days after those it was fitted on alone; where it can't forecast, EWMA(0.94) stands in, and a
/// note says so.</summary>
/// <param name="options">How positions are sized.</param>
/// <param name="registry">The risk models.</param>
/// <param name="bars">Bars of a ticker.</param>
public sealed class PaperSizing(PaperOptions options, RiskRegistry registry, PaperBars bars)
{
    /// <summary>One volatility of each ticker, and notes; null where the last 20 returns size, or
    /// nothing does.</summary>
    /// <param name="universe">Bars of every ticker that is held or has a target.</param>
    /// <param name="day">The day at whose close is decided.</param>
    public (IReadOnlyList<VolatilitySeries>? Volatilities, IReadOnlyList<string> Notes) Of(
        IReadOnlyList<BarSeries> universe,
        DateOnly day
    )
    {
        ArgumentNullException.ThrowIfNull(universe);
        if (
            options.Trading.Sizing != PositionSizing.VolatilityTarget
            || options.SizingForecast == SizingForecast.Deviation20
        )
            return (null, []);
        BarSeries[] known = [.. universe.Select(b => b.UpTo(day))];
        if (options.SizingForecast == SizingForecast.Ewma)
            return ([.. known.Select(b => Newest(b, SizingVolatility.Ewma(b)))], []);
        var notes = new List<string>();
        RiskModel? model = Model(known, day, notes);
        if (model is null)
            return ([.. known.Select(b => Newest(b, SizingVolatility.Ewma(b)))], notes);
        RiskTable table = TableOf(model, known, day, notes);
        var volatilities = new VolatilitySeries[known.Length];
        for (int i = 0; i < known.Length; i++)
        {
            if (bars.FindingsIn(known[i]) is [var finding, ..])
            {
                volatilities[i] = Newest(known[i], SizingVolatility.Ewma(known[i]));
                notes.Add($"{finding.Facts} {finding.Meaning} EWMA sizes it meanwhile.");
                continue;
            }

            int last = known[i].Count - 1;
            var volatility = SizingVolatility.Risk(table, i, row => model.At(table, row), Math.Max(0, last));
            volatilities[i] = Newest(known[i], volatility);
            if (volatility.StandIns > 0)
                notes.Add(
                    RiskModel.Explain(table, new(i, last), table.StateOf(new(i, last))) + " EWMA sizes it meanwhile."
                );
        }

        return (volatilities, notes);
    }

    /// <summary>The tickers in the market of the day, as every risk forecast sees them: without those that
    /// can't be read or hold a serious finding.</summary>
    private RiskTable TableOf(RiskModel model, BarSeries[] known, DateOnly day, List<string> notes)
    {
        (DataOrigin origin, IReadOnlyList<string> trained) = (model.Card.Data.Origin, model.Card.Data.Tickers);
        AdmittedBars market = bars.MarketOn(trained, origin, day);
        foreach (string ticker in trained)
            if (bars.DamageOf(ticker) is { } damage)
                notes.Add($"{ticker} is left out of the market: {damage}");
        HashSet<string> own = [.. known.Select(b => b.Ticker)];
        notes.AddRange(market.Findings.Where(f => !own.Contains(f.Ticker)).Select(f => $"market: {f.Text}"));
        return model.TableOf(
            known,
            market.Series.ToDictionary(b => b.Ticker, StringComparer.Ordinal).GetValueOrDefault
        );
    }

    /// <summary>The model, where it may forecast these bars.</summary>
    private RiskModel? Model(BarSeries[] known, DateOnly day, List<string> notes)
    {
        try
        {
            RiskModel model = registry.Load();
            DataOrigin origin = known.Any(b => b.Origin == DataOrigin.Simulated)
                ? DataOrigin.Simulated
                : DataOrigin.Observed;
            string? wrong =
                model.Card.Data.Origin != origin
                    ? $"the risk model was trained on {StateName.Of(model.Card.Data.Origin)} bars, but these are"
                        + $" {StateName.Of(origin)}"
                : model.Card.Days.ValidationTo >= day
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"the risk model was fitted on days up to {model.Card.Days.ValidationTo:yyyy-MM-dd}, not before"
                            + $" {day:yyyy-MM-dd}"
                    )
                : null;
            if (wrong is null)
                return model;
            notes.Add($"EWMA sizes the positions: {wrong}.");
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            notes.Add($"EWMA sizes the positions: {e.Message}");
        }

        return null;
    }

    private static VolatilitySeries Newest(BarSeries bars, SizingVolatility volatility) =>
        bars.Count == 0 ? new(bars.Ticker, [], []) : new(bars.Ticker, bars.Dates[^1..], volatility.PerBar[^1..]);
}
