using Ploutos.MarketData;
using Ploutos.MarketData.Columns;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Events;

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
    /// <param name="names">Tickers, universes and text files; null or none for all. A universe is meant by its
    /// name in lower case.</param>
    /// <param name="store">Where nothing but stored tickers can be meant: a universe is meant in any case of
    /// letters, unless a ticker of that name is stored.</param>
    /// <exception cref="PloutosException">A name breaks a rule.</exception>
    public static NamedTickers Of(WorkspaceFolder workspace, IReadOnlyList<string>? names, BarStore? store = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (names is not { Count: > 0 })
            return All;
        ILookup<string, Member> own = new MemberFile(workspace)
            .Read()
            .ToLookup(m => m.Universe, StringComparer.Ordinal);
        bool IsUniverse(string name) => own.Contains(name) || Universes.Names.Contains(name);
        var named = new NamedTickers(null);
        var single = new HashSet<string>(StringComparer.Ordinal);
        var known = new List<string>();
        var notes = new List<string>();
        foreach (string name in names)
        {
            string universe = Universes.Meant(name, IsUniverse, store is null ? null : store.Contains);
            if (own.Contains(universe))
                named.AddMembers(own[universe]);
            else if (Universes.Names.Contains(universe))
            {
                named._byUniverse.UnionWith(TickerNames.Resolve([universe]));
                known.Add(universe);
            }
            else
            {
                single.UnionWith(TickerNames.Resolve([name]));
                if (Universes.CaseNote(universe, IsUniverse) is { } note)
                    notes.Add(note);
            }
        }

        foreach (string ticker in single)
            named._members.Remove(ticker);
        named._byUniverse.ExceptWith(single);
        foreach (string undated in named._byUniverse.Where(t => !named._members.ContainsKey(t)).ToArray())
            single.Add(undated);
        named.Tickers = [.. single.Union(named._members.Keys)];
        named.Notes = [.. Universes.Notes(known), .. notes.Distinct()];
        return named;
    }

    /// <summary>The days on which a ticker belongs to the universe that it came with; null where it belongs on
    /// all days.</summary>
    public Membership? DaysOf(string ticker) => _members.GetValueOrDefault(ticker);

    /// <summary>The tickers that belong on a day: those named themselves, and of a universe of the workspace its
    /// members of the day. Null where none is named.</summary>
    public IReadOnlyList<string>? On(DateOnly day) =>
        Tickers is null ? null : [.. Tickers.Where(t => DaysOf(t)?.Contains(day) ?? true)];

    /// <summary>Whether a ticker came with a universe alone, not by its own name.</summary>
    public bool IsByUniverse(string ticker) => _byUniverse.Contains(ticker);

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

    /// <summary>The same, with the notes told as they come: the tickers, none where none is named.</summary>
    internal IReadOnlyList<string> StoredIn(BarStore store, IProgress<WorkflowEvent>? progress)
    {
        var notes = new List<string>();
        IReadOnlyList<string>? tickers = StoredIn(store, notes);
        foreach (string note in notes)
            progress?.Report(new Note(note, IsWarning: true));
        return tickers ?? [];
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
