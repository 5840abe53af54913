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
    // One bar more: what moved the forecast is held against the bar before.
    private static readonly int s_window = RiskTable.RequiredBars + 1;

    private readonly RiskModelAtHand _bars;
    private readonly RiskModel _model;
    private readonly MarketFeatures _market;
    private readonly IReadOnlyList<SeriousFinding> _findings;
    private readonly IReadOnlyList<string> _notes;

    private RiskOutlook(RiskModelAtHand bars, RiskModel model, AdmittedBars market, IEnumerable<string> notes)
    {
        (_bars, _model, _findings) = (bars, model, market.Findings);
        _market = MarketFeatures.Compute([.. market.Series]);
        _notes = [.. notes, .. market.Findings.Select(f => f.Text)];
    }

    /// <summary>Reads model and market.</summary>
    /// <exception cref="PloutosException">There is no risk model.</exception>
    public static RiskOutlook Read(WorkspaceFolder workspace, BarStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        var bars = new RiskModelAtHand(workspace, time);
        RiskModel model = bars.Load();
        HashSet<string> stored = [.. store.List().Where(t => t.Origin == model.Card.Data.Origin).Select(t => t.Ticker)];
        ReadableBars read = store.ReadEach(model.Card.Data.Tickers.Where(stored.Contains));
        BarSeries[] members = [.. read.Series.Select(b => bars.Known(b, null)).Where(b => b.Count > 0)];
        if (members.Length == 0)
            return new(bars, model, new([], []), read.Notes("the market"));
        DateOnly last = members.Max(b => b.Dates[^1]);
        AdmittedBars market = ServingMarkets.Admit(new SeriousRule(store, accept: false), members, last, last);
        return new(bars, model, market, read.Notes("the market"));
    }

    /// <summary>The forecast of a ticker from its newest finished bar.</summary>
    /// <exception cref="NoDataException">It has too few bars.</exception>
    /// <exception cref="PloutosException">Its bars hold a serious finding, or are of the other
    /// origin.</exception>
    public RiskReport Report(BarStore store, string ticker)
    {
        BarSeries bars = Bars(store, ticker);
        new SeriousRule(store, accept: false).Require(bars, s_window, $"A risk forecast of {ticker}");
        return RiskWorkflow.Describe(_model, RiskTable.Build([bars], _market), [.. _notes], _findings);
    }

    /// <summary>What was forecast of a ticker on each of its last days, by today's model, and what
    /// came.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="asOf">The last day; null for the newest.</param>
    /// <param name="days">Days, at most.</param>
    public RiskPast Past(BarStore store, string ticker, DateOnly? asOf, int days)
    {
        BarSeries bars = Bars(store, ticker);
        RiskTable table = RiskTable.Build([bars], _market);
        int end = asOf is { } last ? bars.UpTo(last).Count : bars.Count,
            start = Math.Max(0, end - days);
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
            Realised = [.. Enumerable.Range(start, end - start).Select(t => RiskPast.Yearly(ahead[t]))],
        };
    }

    private BarSeries Bars(BarStore store, string ticker)
    {
        ArgumentNullException.ThrowIfNull(store);
        BarSeries bars = _bars.Known(store.Read(ticker), null);
        if (bars.Count == 0)
            throw new NoDataException($"{ticker} has no finished bar yet. Ask again after the close.");
        RiskModelAtHand.RequireOrigin(_model, bars);
        return bars;
    }
}
