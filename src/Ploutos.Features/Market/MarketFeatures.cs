using System.Collections.Concurrent;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Features.Market;

/// <summary>Features of a day over all tickers of a market, computed once for a set of series. Each exchange
/// of the set is a market of its own: a date of Tokyo ends before New York's begins, so that a mean over
/// both would know the future. A ticker is told of its own exchange alone. Inputs over all tickers of a day
/// (<c>CSRank</c>) and relative labels are seen in the same market, and computed once for it.</summary>
public sealed class MarketFeatures
{
    /// <summary>Tickers that a day needs: the mean over fewer says more of these than of the
    /// market.</summary>
    public const int LeastTickers = 5;

    /// <summary>Bars of a trading year, over which ranges are held.</summary>
    internal const int Year = 252;

    private readonly Dictionary<string, ExchangeFeatures> _byTicker;
    private readonly HashSet<string> _tickers;
    private readonly ConcurrentDictionary<object, Lazy<object>> _once = new();

    // Whether the newest days are computed first, and the others where they are asked for.
    private readonly bool _newestFirst;

    private MarketFeatures(
        IReadOnlyList<BarSeries> series,
        IReadOnlyList<ExchangeFeatures> exchanges,
        bool newestFirst = false
    )
    {
        (Series, Exchanges, _newestFirst) = (series, exchanges, newestFirst);
        _byTicker = exchanges
            .SelectMany(e => e.Tickers.Select(t => (Ticker: t, Exchange: e)))
            .ToDictionary(e => e.Ticker, e => e.Exchange, StringComparer.Ordinal);
        _tickers = [.. _byTicker.Keys];
    }

    /// <summary>Names of the features: market_range_{1, 2, 5, 10, 22, 66}, market_return_{1,
    /// 5}.</summary>
    public static IReadOnlyList<string> Names => ExchangeFeatures.Names;

    /// <summary>The exchanges, the one with the most tickers first; of two with as many, that whose code
    /// comes first.</summary>
    public IReadOnlyList<ExchangeFeatures> Exchanges { get; }

    /// <summary>The tickers that the markets were computed from.</summary>
    public IReadOnlySet<string> Tickers => _tickers;

    /// <summary>Their bars, by ticker.</summary>
    public IReadOnlyList<BarSeries> Series { get; }

    /// <summary>Computes the features of each exchange. The order of the series changes no bit.</summary>
    /// <exception cref="ArgumentException">A ticker occurs twice.</exception>
    public static MarketFeatures Compute(IReadOnlyList<BarSeries> market) => Compute(market, newestFirst: false);

    /// <summary>The same to the last bit, for forecasts: the newest month of each exchange is computed now, and
    /// all of its days once an earlier one is asked for.</summary>
    /// <exception cref="ArgumentException">A ticker occurs twice.</exception>
    public static MarketFeatures ComputeNewest(IReadOnlyList<BarSeries> market) => Compute(market, newestFirst: true);

    private static MarketFeatures Compute(IReadOnlyList<BarSeries> market, bool newestFirst)
    {
        ArgumentNullException.ThrowIfNull(market);
        BarSeries[] ordered = [.. market.OrderBy(b => b.Ticker, StringComparer.Ordinal)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Ticker == ordered[i - 1].Ticker)
                throw new ArgumentException(
                    $"A market must hold each ticker once, but got {ordered[i].Ticker} twice. Leave one out.",
                    nameof(market)
                );
        }

        Func<string, BarSeries[], ExchangeFeatures> compute = newestFirst
            ? ExchangeFeatures.ComputeNewest
            : ExchangeFeatures.Compute;
        return new(ordered, [.. ByExchange(ordered).Select(e => compute(e.Key, [.. e]))], newestFirst);
    }

    /// <summary>The exchange that a ticker is seen in: its own. Of a ticker outside, that which its name
    /// points to; null where the set has none of it.</summary>
    public ExchangeFeatures? ExchangeOf(string ticker) =>
        _byTicker.TryGetValue(ticker, out ExchangeFeatures? own) ? own
        : TickerMarket.GroupOf(ticker, market: null) is var code ? Exchanges.FirstOrDefault(e => e.Code == code)
        : null;

    /// <summary>Tickers of a ticker's exchange whose range is known on the day; 0 where none has a
    /// bar.</summary>
    public int MembersOn(string ticker, DateOnly day) => ExchangeOf(ticker)?.MembersOn(day) ?? 0;

    /// <summary>Whether the market's inputs hold for a ticker on a day.</summary>
    public MarketCoverage CoverageOf(string ticker, DateOnly day) =>
        _byTicker.TryGetValue(ticker, out ExchangeFeatures? own)
            ? own.CoverageOf(day)
            : MarketCoverage.TickerOutsideMarket;

    /// <summary>Copies the features of a ticker's exchange on a day, in the order of <see cref="Names"/>; NaN
    /// where a window is not full, and for all of a day without bars.</summary>
    public void CopyDay(string ticker, DateOnly day, Span<double> destination)
    {
        if (ExchangeOf(ticker) is { } exchange)
            exchange.CopyDay(day, destination);
        else
            destination[..Names.Count].Fill(double.NaN);
    }

    /// <summary>The market of some of its tickers alone.</summary>
    /// <param name="tickers">The tickers; those that it does not hold are left out.</param>
    public MarketFeatures Of(IEnumerable<string> tickers)
    {
        ArgumentNullException.ThrowIfNull(tickers);
        HashSet<string> wanted = new(tickers, StringComparer.Ordinal);
        return _tickers.IsSubsetOf(wanted)
            ? this
            : Once(
                (nameof(Of), string.Join(' ', _tickers.Where(wanted.Contains).Order(StringComparer.Ordinal))),
                () => Compute([.. Series.Where(b => wanted.Contains(b.Ticker))], _newestFirst)
            );
    }

    /// <summary>The same markets with the values of their days exchanged at random: whatever a model
    /// gains from it is chance.</summary>
    public MarketFeatures Shuffled(int seed)
    {
        var random = new Random(seed);
        return new(Series, [.. Exchanges.Select(e => e.Shuffled(random))]);
    }

    /// <summary>What is computed of the whole market, once for a key.</summary>
    internal T Once<T>(object key, Func<T> make)
        where T : class => (T)_once.GetOrAdd(key, _ => new(make)).Value;

    /// <summary>The series of the exchange that a ticker is seen in, by ticker; its own is one of them where
    /// it is of the market.</summary>
    internal IReadOnlyList<BarSeries> MembersFor(string ticker) =>
        ExchangeOf(ticker) is { } exchange ? [.. Series.Where(b => exchange.Tickers.Contains(b.Ticker))] : [];

    /// <summary>The series of each exchange, in their order; the exchange with the most first.</summary>
    internal static IEnumerable<IGrouping<string, BarSeries>> ByExchange(IEnumerable<BarSeries> tickers) =>
        tickers
            .GroupBy(b => TickerMarket.GroupOf(b.Ticker, b.Market), StringComparer.Ordinal)
            .OrderByDescending(exchange => exchange.Count())
            .ThenBy(exchange => exchange.Key, StringComparer.Ordinal);
}
