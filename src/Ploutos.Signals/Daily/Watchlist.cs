using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Daily;

/// <summary>Which tickers get a signal each day: <c>data/watchlist.txt</c>, a ticker a line, else
/// every stored ticker.</summary>
public sealed class Watchlist(WorkspaceFolder workspace)
{
    /// <summary>The file.</summary>
    public string FilePath => Path.Combine(Path.GetDirectoryName(workspace.StorePath)!, "watchlist.txt");

    /// <summary>Keeps the tickers that names stand for.</summary>
    /// <exception cref="PloutosException">A name is no ticker, universe or file.</exception>
    public void Keep(IReadOnlyList<string> names)
    {
        IReadOnlyList<string> tickers = TickerNames.Resolve(names);
        if (tickers.Count == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                "A watchlist must name at least one ticker, such as NVDA,AAPL."
            )
            {
                Remedies = [new ChangeOption("watchlist", "one ticker or more")],
            };
        AtomicFile.Write(FilePath, string.Concat(tickers.Select(t => t + "\n")));
    }

    /// <summary>The tickers, and what is wrong with the file's lines. A line is a ticker; what
    /// follows a # is a remark.</summary>
    public (IReadOnlyList<string> Tickers, IReadOnlyList<string> Warnings) Read(BarStore store)
    {
        if (!File.Exists(FilePath))
            return ([.. store.List().Select(t => t.Ticker)], []);
        var tickers = new SortedSet<string>(StringComparer.Ordinal);
        var warnings = new List<string>();
        foreach (string line in File.ReadAllLines(FilePath))
        {
            string text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            try
            {
                tickers.Add(Ticker.Parse(text));
            }
            catch (MarketDataException e)
            {
                warnings.Add($"{Path.GetFileName(FilePath)}: {e.Message} The line is left out.");
            }
        }

        return ([.. tickers], warnings);
    }
}
