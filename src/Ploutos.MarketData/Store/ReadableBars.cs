namespace Ploutos.MarketData.Store;

/// <summary>The bars of several tickers, as far as they can be read: one ticker's damage hinders no
/// other.</summary>
/// <param name="Series">Those that can be read, in the order asked for.</param>
/// <param name="Unread">Why the others can't, by ticker.</param>
public sealed record ReadableBars(IReadOnlyList<BarSeries> Series, IReadOnlyDictionary<string, string> Unread)
{
    /// <summary>A sentence for each ticker that can't be read.</summary>
    /// <param name="of">What it is left out of, such as "the market".</param>
    public IEnumerable<string> Notes(string of) => Unread.Select(u => $"{u.Key} is left out of {of}: {u.Value}");
}
