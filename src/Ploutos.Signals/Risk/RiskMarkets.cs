using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Risk;

/// <summary>The market that a risk forecast is seen in.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Findings">Serious findings of its tickers: of those left out, or accepted.</param>
/// <param name="Notes">Which tickers it lacks, and why.</param>
internal sealed record RiskMarket(
    MarketFeatures Features,
    IReadOnlyList<SeriousFinding> Findings,
    IReadOnlyList<string> Notes
);

/// <summary>The one way from a risk model and a day to the market of the forecast, and to its report:
/// what <c>risk</c>, <c>predict</c>, the daily run and the views say of one day is the same.</summary>
internal sealed class RiskMarkets
{
    // One bar more than a forecast needs: what moved it is held against the bar before.
    private static readonly int s_window = RiskTable.RequiredBars + 1;

    private readonly RiskModel _model;
    private readonly ServingMarkets _markets;
    private readonly IReadOnlyList<string> _notes;

    private RiskMarkets(RiskModel model, ServingMarkets markets, IReadOnlyList<string> notes) =>
        (_model, _markets, _notes) = (model, markets, notes);

    /// <summary>Reads the tickers of the market, as far as the store has them and they can be read.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="model">The model.</param>
    /// <param name="tickers">The tickers; null for those that the model was trained on.</param>
    /// <param name="read">A market that was read from this store before, whose bars serve again.</param>
    public static RiskMarkets Read(
        BarStore store,
        RiskModel model,
        IReadOnlyCollection<string>? tickers = null,
        ServingMarkets? read = null
    )
    {
        IReadOnlyCollection<string> wanted = tickers ?? model.Card.Data.Tickers;
        var markets = ServingMarkets.Read(store, wanted, model.Card.Data.Origin, read);
        int missing = wanted.Count - markets.Tickers.Count;
        string[] lacks =
            missing > 0
                ?
                [
                    $"{missing} of the {wanted.Count} tickers that the model was trained on are not stored any "
                        + $"more; the market is made of the others.",
                ]
                : [];
        return new(model, markets, [.. lacks, .. new ReadableBars([], markets.Unread).Notes("the market")]);
    }

    /// <summary>The same from bars at hand.</summary>
    /// <param name="model">The model.</param>
    /// <param name="read">Bars of a ticker; null where there are none that can be read.</param>
    public static RiskMarkets Of(RiskModel model, Func<string, BarSeries?> read) =>
        new(
            model,
            ServingMarkets.Of([
                .. model
                    .Card.Data.Tickers.Select(read)
                    .OfType<BarSeries>()
                    .Where(b => b.Count > 0 && b.Origin == model.Card.Data.Origin),
            ]),
            []
        );

    /// <summary>The bars of a ticker, as the store had them when the market was read; null where it has none of
    /// it.</summary>
    /// <param name="ticker">What the store knows of it.</param>
    public BarSeries? Newest(StoredTicker ticker) => _markets.Newest(ticker);

    /// <summary>The market of one day.</summary>
    public RiskMarket On(SeriousRule rule, DateOnly day) => Of(_markets.On(rule, day));

    /// <summary>The market of all days up to one.</summary>
    public RiskMarket UpTo(SeriousRule rule, DateOnly day) => Of(_markets.Over(rule, DateOnly.MinValue, day));

    /// <summary>The serious findings in the bars that a forecast from the last of them stands on.</summary>
    /// <exception cref="PloutosException">There is one, and it is not accepted.</exception>
    public static IReadOnlyList<SeriousFinding> Require(SeriousRule rule, BarSeries bars) =>
        rule.Require(bars, s_window, $"A risk forecast of {bars.Ticker}");

    /// <summary>What the model says of the last of a ticker's bars.</summary>
    /// <param name="bars">At least one.</param>
    /// <param name="rule">The rule of serious findings.</param>
    /// <param name="before">What was done before, for the notes.</param>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    /// <exception cref="PloutosException">They hold a serious finding that is not accepted.</exception>
    public RiskReport Report(BarSeries bars, SeriousRule rule, IReadOnlyList<string> before)
    {
        IReadOnlyList<SeriousFinding> own = Require(rule, bars);
        RiskMarket market = On(rule, bars.Dates[^1]);
        SeriousFinding[] findings = [.. own.Union(market.Findings)];
        return RiskWorkflow.Describe(
            _model,
            RiskTable.Newest(bars, market.Features),
            [.. before, .. market.Notes, .. findings.Select(f => f.Text)],
            findings
        );
    }

    private RiskMarket Of(ServingMarket market) => new(market.Features, market.Findings, _notes);
}
