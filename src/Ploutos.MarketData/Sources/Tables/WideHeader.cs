using System.Text.RegularExpressions;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>The header of a table with the columns of several tickers side by side, as yfinance and
/// pandas write it: a line of fields, a line of tickers, and a line that names the index.</summary>
internal static partial class WideHeader
{
    private static readonly string[] IndexNames = ["date", "datetime", "index"];

    /// <summary>How many lines the header has.</summary>
    public const int Lines = 3;

    /// <summary>The layout of each ticker; null where three lines are no such header.</summary>
    public static IReadOnlyList<(string Ticker, BarLayout Layout)>? Find(
        string[] first,
        string[] second,
        string[] third
    )
    {
        bool isHeader =
            first.Length > 1
            && first.Length == second.Length
            && third.Length > 0
            && IndexNames.Contains(third[0].Trim().ToLowerInvariant())
            && third.Skip(1).All(string.IsNullOrWhiteSpace);
        if (!isHeader)
            return null;
        // Which of the lines holds the fields differs by yfinance's group_by
        return OfPairs(first, second) ?? OfPairs(second, first);
    }

    /// <summary>The same of one line of names such as <c>('Close', 'AAPL')</c>, as pandas writes them
    /// into a Parquet file.</summary>
    public static IReadOnlyList<(string Ticker, BarLayout Layout)>? Find(string[] names)
    {
        Match[] pairs = [.. names.Select(n => Pair().Match(n))];
        if (pairs.Count(p => p.Success) < 2)
            return null;
        string[] left = [.. pairs.Select((p, i) => p.Success ? p.Groups["left"].Value : names[i])],
            right = [.. pairs.Select(p => p.Success ? p.Groups["right"].Value : "")];
        return OfPairs(left, right) ?? OfPairs(right, left, names);
    }

    private static List<(string Ticker, BarLayout Layout)>? OfPairs(
        string[] fields,
        string[] tickers,
        string[]? singles = null
    )
    {
        var layouts = new List<(string, BarLayout)>();
        int index = Array.FindIndex(
            singles ?? fields,
            n => IndexNames.Contains(n.Trim().ToLowerInvariant()) || n.StartsWith("__index", StringComparison.Ordinal)
        );
        index = Math.Max(index, 0);
        foreach (
            string ticker in tickers.Where((t, i) => i != index && t.Trim().Length > 0).Distinct(StringComparer.Ordinal)
        )
        {
            string[] own =
            [
                .. fields.Select(
                    (field, i) =>
                        i == index ? "Date"
                        : tickers[i] == ticker ? field
                        : "-"
                ),
            ];
            if (!BarLayout.Fits(own) || !MarketData.Ticker.TryParse(ticker, out Ticker parsed))
                return null;
            layouts.Add((parsed, BarLayout.Parse(own, "")));
        }

        return layouts.Count > 0 ? layouts : null;
    }

    [GeneratedRegex(@"^\('(?<left>[^']*)', '(?<right>[^']*)'\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
