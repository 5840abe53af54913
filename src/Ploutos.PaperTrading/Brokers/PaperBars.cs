using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>The bars that a paper run stands on, each ticker read once. A ticker whose bars can't be read
/// is as one without bars: it hinders no other.</summary>
/// <param name="read">Bars of a ticker; null where the store has none.</param>
/// <param name="rule">The rule of serious findings, over the store of these bars; null to apply
/// none.</param>
public sealed class PaperBars(Func<string, BarSeries?> read, SeriousRule? rule = null)
{
    private readonly Dictionary<string, (BarSeries? Series, string? Damage)> _read = new(StringComparer.Ordinal);

    /// <summary>Bars of a ticker, up to the newest; null where there are none that can be read.</summary>
    public BarSeries? Of(string ticker) => Read(ticker).Series;

    /// <summary>The market whose days a ticker's bars keep; New York's where no calendar is known.</summary>
    public ExchangeCalendar MarketOf(string ticker)
    {
        ExchangeCalendar clock = Of(ticker) is { } series ? TickerMarket.ClockOf(series) : TickerMarket.ClockOf(ticker);
        return ExchangeCalendars.Find(clock.Mic) ?? ExchangeCalendars.NewYork;
    }

    /// <summary>The last day of a ticker's market whose bar is final at a moment.</summary>
    public DateOnly LastDay(string ticker, DateTimeOffset moment) => MarketOf(ticker).LastFinished(moment);

    /// <summary>Why a ticker that is stored can't be read; null where that is not so.</summary>
    public string? DamageOf(string ticker) => Read(ticker).Damage;

    /// <summary>Why a ticker has no bars, to follow "because" or "but".</summary>
    public string WhyNot(string ticker) =>
        DamageOf(ticker) is { } damage
            ? $"its bars can't be read: {damage.TrimEnd('.')}"
            : "the store has no bars of it";

    /// <summary>What brings a ticker's bars back.</summary>
    public Remedy RemedyOf(string ticker) => DamageOf(ticker) is null ? new FetchTicker(ticker) : new RestoreBackup();

    /// <summary>Serious findings, on which no risk forecast may stand, of bars up to a day.</summary>
    /// <param name="bars">Up to the day.</param>
    public IReadOnlyList<SeriousFinding> FindingsIn(BarSeries bars) =>
        rule is null || rule.Accepts ? [] : rule.InWindow(bars, RiskTable.RequiredBars);

    /// <summary>The tickers that a day's market is made of, up to that day.</summary>
    /// <param name="tickers">Tickers that the market was made of when the model was trained.</param>
    /// <param name="origin">What their bars must be.</param>
    /// <param name="day">The day that is forecast.</param>
    public AdmittedBars MarketOn(IEnumerable<string> tickers, DataOrigin origin, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(tickers);
        BarSeries[] members =
        [
            .. tickers
                .Select(Of)
                .OfType<BarSeries>()
                .Where(b => b.Origin == origin)
                .Select(b => b.UpTo(day))
                .Where(b => b.Count > 0),
        ];
        return rule?.AdmitMarket(members, day, day) ?? new(members, []);
    }

    private (BarSeries? Series, string? Damage) Read(string ticker)
    {
        if (_read.TryGetValue(ticker, out (BarSeries?, string?) known))
            return known;
        try
        {
            known = (read(ticker), null);
        }
        catch (MarketDataException e)
        {
            known = (null, e.Message);
        }

        return _read[ticker] = known;
    }
}
