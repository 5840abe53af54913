using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Daily;

/// <summary>Which tickers get a signal each day: <c>data/watchlist.txt</c>, a ticker or a universe a line,
/// else every stored ticker.</summary>
public sealed class Watchlist(WorkspaceFolder workspace)
{
    /// <summary>The file.</summary>
    public string FilePath => Path.Combine(Path.GetDirectoryName(workspace.StorePath)!, "watchlist.txt");

    /// <summary>Keeps the tickers that names stand for. A universe of the workspace keeps its name: its members
    /// change with the days.</summary>
    /// <exception cref="PloutosException">A name is no ticker, universe or file.</exception>
    public void Keep(IReadOnlyList<string> names)
    {
        HashSet<string> own = OwnUniverses();
        string[] tickers =
        [
            .. (names ?? [])
                .Select(name => name.Trim())
                .SelectMany(name => own.Contains(name) ? [name] : TickerNames.Resolve([name]))
                .Distinct(StringComparer.Ordinal),
        ];
        if (tickers.Length == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                "A watchlist must name at least one ticker, such as NVDA,AAPL."
            )
            {
                Remedies = [new ChangeOption("watchlist", "one ticker or more")],
            };
        AtomicFile.Write(FilePath, string.Concat(tickers.Select(t => t + "\n")));
    }

    /// <summary>The tickers, and what is wrong with the file's lines. A line is a ticker, or a universe by its
    /// name in lower case; what follows a # is a remark.</summary>
    public WatchedTickers Read(BarStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!File.Exists(FilePath))
            return new(NamedTickers.All, [.. store.List().Select(t => t.Ticker)], []);
        HashSet<string> own = OwnUniverses();
        var names = new List<string>();
        var warnings = new List<string>();
        foreach (string line in File.ReadAllLines(FilePath))
        {
            string text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            try
            {
                names.Add(own.Contains(text) || Universes.Names.Contains(text) ? text : Ticker.Parse(text));
            }
            catch (MarketDataException e)
            {
                warnings.Add($"{Path.GetFileName(FilePath)}: {e.Message} The line is left out.");
            }
        }

        if (names.Count == 0)
            return new(NamedTickers.All, [], warnings);
        var named = NamedTickers.Of(workspace, names);
        return new(named, [.. named.Tickers!.Order(StringComparer.Ordinal)], warnings);
    }

    private HashSet<string> OwnUniverses() => [.. new MemberFile(workspace).Read().Select(member => member.Universe)];
}
