using Ploutos.MarketData;
using Ploutos.MarketData.Columns;
using Ploutos.MarketData.Store;

namespace Ploutos.Workspace.Bars;

/// <summary>Tickers as they were asked for, by name or by universe, with the days on which each belongs to
/// the universe.</summary>
public sealed class NamedTickers
{
    private const int MostNamed = 8;

    private readonly Dictionary<string, Membership> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _byUniverse = new(StringComparer.Ordinal);

    private NamedTickers(IReadOnlyList<string>? tickers) => Tickers = tickers;

    /// <summary>The tickers, each once; null where none is named.</summary>
    public IReadOnlyList<string>? Tickers { get; private set; }

    /// <summary>What to know of the universes among the names.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Whether the members of a universe are known day by day.</summary>
    public bool IsDated => _members.Count > 0;

    /// <summary>No name: every stored ticker.</summary>
    public static NamedTickers All { get; } = new(null);

    /// <summary>What names stand for.</summary>
    /// <param name="workspace">Whose universes, beside the built-in ones.</param>
    /// <param name="names">Tickers, universes and text files; null or none for all.</param>
    /// <exception cref="PloutosException">A name breaks a rule.</exception>
    public static NamedTickers Of(WorkspaceFolder workspace, IReadOnlyList<string>? names)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (names is not { Count: > 0 })
            return All;
        ILookup<string, Member> own = new MemberFile(workspace)
            .Read()
            .ToLookup(m => m.Universe, StringComparer.Ordinal);
        var named = new NamedTickers(null);
        var single = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string universe = name.Trim();
            if (own.Contains(universe))
                named.AddMembers(own[universe]);
            else if (Universes.Names.Contains(universe))
                named._byUniverse.UnionWith(TickerNames.Resolve([universe]));
            else
                single.UnionWith(TickerNames.Resolve([name]));
        }

        foreach (string ticker in single)
            named._members.Remove(ticker);
        named._byUniverse.ExceptWith(single);
        foreach (string undated in named._byUniverse.Where(t => !named._members.ContainsKey(t)).ToArray())
            single.Add(undated);
        named.Tickers = [.. single.Union(named._members.Keys)];
        named.Notes = [.. Universes.Notes([.. names.Where(n => !own.Contains(n.Trim()))])];
        return named;
    }

    /// <summary>The named tickers that a store has. One that came with a universe alone and is not stored is
    /// left out; so is none that was named itself, which the store then refuses.</summary>
    /// <param name="store">The store.</param>
    /// <param name="notes">Is told what is left out.</param>
    public IReadOnlyList<string>? StoredIn(BarStore store, List<string> notes)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(notes);
        notes.AddRange(Notes);
        if (Tickers is null)
            return null;
        string[] lacks = [.. Tickers.Where(t => _byUniverse.Contains(t) && !store.Contains(t))];
        if (lacks.Length == Tickers.Count)
            return Tickers;
        if (lacks.Length > 0)
            notes.Add(
                $"{lacks.Length} of {Tickers.Count} members have no bars in the store and are left out:"
                    + $" {string.Join(", ", lacks.Take(MostNamed))}{(lacks.Length > MostNamed ? " and more" : "")}."
                    + " Where they failed or left, figures without them are too good: survivorship bias."
            );
        return [.. Tickers.Except(lacks)];
    }

    /// <summary>Bars with the days on which their ticker belongs to the universe.</summary>
    public BarSeries Dated(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return _members.TryGetValue(bars.Ticker, out Membership? members) ? bars.WithMembers(members) : bars;
    }

    private void AddMembers(IEnumerable<Member> rows)
    {
        foreach (IGrouping<string, Member> ticker in rows.GroupBy(m => m.Ticker, StringComparer.Ordinal))
        {
            var days = new Membership(ticker.Select(m => (m.From ?? DateOnly.MinValue, m.To ?? DateOnly.MaxValue)));
            _members[ticker.Key] = _members.TryGetValue(ticker.Key, out Membership? known) ? known.Or(days) : days;
            _byUniverse.Add(ticker.Key);
        }
    }
}
