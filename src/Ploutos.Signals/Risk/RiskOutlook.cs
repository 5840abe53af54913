using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Risk;

/// <summary>The risk model and the market it reads, had once for the forecasts of many tickers. Fits
/// nothing and accepts no serious finding. May be used by many threads at once.</summary>
public sealed class RiskOutlook
{
    private readonly RiskModelAtHand _bars;
    private readonly RiskModel _model;
    private readonly RiskMarkets _markets;

    private RiskOutlook(RiskModelAtHand bars, RiskModel model, RiskMarkets markets) =>
        (_bars, _model, _markets) = (bars, model, markets);

    /// <summary>Reads model and market.</summary>
    /// <param name="workspace">Where the model lies.</param>
    /// <param name="store">The bars.</param>
    /// <param name="time">The clock.</param>
    /// <param name="read">A market that was read from this store before, whose bars serve again.</param>
    /// <exception cref="PloutosException">There is no risk model.</exception>
    public static RiskOutlook Read(
        WorkspaceFolder workspace,
        BarStore store,
        TimeProvider time,
        ServingMarkets? read = null
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        var bars = new RiskModelAtHand(workspace, time);
        RiskModel model = bars.Load();
        return new(bars, model, RiskMarkets.Read(store, model, read: read));
    }

    /// <summary>Makes the market of a day now, all cores at work, rather than while many tickers wait for
    /// it.</summary>
    /// <param name="store">The bars' store.</param>
    /// <param name="day">A day that most of the tickers are forecast from.</param>
    public void Prepare(BarStore store, DateOnly day) => _markets.On(new(store, accept: false), day);

    /// <summary>The bars of a ticker; null where the market has none of it. They are as the store had them when
    /// the market was read: the caller checks whether the store has changed since.</summary>
    /// <param name="ticker">What the store knows of it.</param>
    public BarSeries? Newest(StoredTicker ticker) => _markets.Newest(ticker);

    /// <summary>The forecast of a ticker from its newest finished bar.</summary>
    /// <exception cref="NoDataException">It has too few bars.</exception>
    /// <exception cref="PloutosException">Its bars hold a serious finding, or are of the other
    /// origin.</exception>
    public RiskReport Report(BarStore store, string ticker) => Report(store, Bars(store, ticker));

    /// <summary>The forecast from the last of a ticker's bars.</summary>
    /// <param name="store">The bars' store.</param>
    /// <param name="known">Bars up to the last finished day.</param>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    /// <exception cref="PloutosException">They hold a serious finding, or are of the other
    /// origin.</exception>
    public RiskReport Report(BarStore store, BarSeries known) =>
        _markets.Report(Required(known), new(store, accept: false), []);

    /// <summary>What was forecast of a ticker on each of its last days, by today's model, and what
    /// came.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day; null for the newest.</param>
    /// <param name="days">Days, at most.</param>
    public RiskPast Past(BarStore store, string ticker, DateOnly? asOf, int days)
    {
        BarSeries bars = Bars(store, ticker);
        MarketFeatures market = _markets.On(new(store, accept: false), bars.Dates[^1]).Features;
        RiskTable table = RiskTable.Build([bars], market);
        int end = asOf is { } last ? bars.UpTo(last).Count : bars.Count,
            start = Math.Max(0, end - days);
        double year = Math.Sqrt(table.SessionsPerYear(0));
        IReadOnlyList<double> ahead = table.AheadOf(0, RiskPast.Bars).Volatility;
        HorizonForecast?[] said = [.. Enumerable.Range(start, end - start).Select(t => _model.At(table, new(0, t)))];
        return new()
        {
            Ticker = ticker,
            FittedTo = _model.Card.Days.ValidationTo,
            Days = bars.Dates[start..end].ToArray(),
            Volatility = [.. said.Select(f => f?.Volatility ?? double.NaN)],
            Low = [.. said.Select(f => f?.Low ?? double.NaN)],
            High = [.. said.Select(f => f?.High ?? double.NaN)],
            Realised = [.. Enumerable.Range(start, end - start).Select(t => ahead[t] * year)],
        };
    }

    private BarSeries Bars(BarStore store, string ticker)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Required(_bars.Known(store.Read(ticker), null));
    }

    private BarSeries Required(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count == 0)
            throw new NoDataException($"{bars.Ticker} has no finished bar yet. Ask again after the close.");
        RiskModelAtHand.RequireOrigin(_model, bars);
        return bars;
    }
}
