using Ploutos.MarketData;

namespace Ploutos.Workspace.Bars;

/// <summary>Tickers as the user names them. What breaks the rule is wrong usage: nothing was
/// looked for.</summary>
public static class TickerNames
{
    /// <summary>One ticker, in upper case.</summary>
    /// <exception cref="PloutosException">It breaks <see cref="Ticker.Rule"/>.</exception>
    public static string Parse(string ticker) => Guard(() => Ticker.Parse(ticker));

    /// <summary>The tickers that names stand for: tickers, universes and text files, each ticker
    /// once.</summary>
    /// <exception cref="PloutosException">One of them breaks the rule, or there is no such
    /// file.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string>? names) =>
        Guard(() => (string[])[.. (names ?? []).SelectMany(Resolve).Distinct(StringComparer.Ordinal)]);

    private static IReadOnlyList<string> Resolve(string name)
    {
        // Without this, a file that is not there would be taken for a ticker called MINE.TXT.
        bool isFile =
            name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isFile && !File.Exists(name)
            ? throw new PloutosException(
                Fault.WrongUsage,
                $"A list of tickers must be a text file, but there is no '{name}'. "
                    + $"Name one that exists, a universe ({string.Join(", ", Universes.Names)}), or tickers that are"
                    + $" {Ticker.Rule}."
            )
            : Universe.Resolve(name);
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MarketDataException e)
        {
            throw new PloutosException(Fault.WrongUsage, e.Message, e);
        }
    }
}
