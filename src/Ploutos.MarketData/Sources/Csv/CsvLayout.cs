namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Which column holds what: indices into a line's cells; -1 where there is no such
/// column.</summary>
internal sealed record CsvLayout(
    string[] Names,
    int Date,
    int Open,
    int High,
    int Low,
    int Close,
    int AdjustedClose,
    int Volume,
    int Ticker,
    int Period,
    int Origin
)
{
    public const string Example = "Date,Open,High,Low,Close,Volume";

    /// <summary>Finds the columns by name; case, blanks and the signs that providers put around
    /// names do not matter.</summary>
    /// <exception cref="MarketDataException">A column is missing or named twice.</exception>
    public static CsvLayout Parse(string[] names, string file)
    {
        if (names.All(string.IsNullOrWhiteSpace))
            throw new MarketDataException($"{file} is empty. It must begin with a header such as {Example}.");
        string[] plain = [.. names.Select(Plain)];
        int Find(params string[] synonyms)
        {
            int[] at = [.. Enumerable.Range(0, plain.Length).Where(i => synonyms.Contains(plain[i]))];
            return at.Length switch
            {
                0 => -1,
                1 => at[0],
                _ => throw new MarketDataException(
                    $"{file}: line 1: the columns '{names[at[0]]}' and '{names[at[1]]}' mean the same. Remove one of"
                        + $" them."
                ),
            };
        }

        var layout = new CsvLayout(
            names,
            Find("date", "dtyyyymmdd", "timestamp", "datetime"),
            Find("open"),
            Find("high"),
            Find("low"),
            Find("close", "closelast"),
            Find("adjclose", "adjustedclose"),
            Find("volume", "vol"),
            Find("ticker", "symbol", "name"),
            Find("per"),
            Find("origin")
        );
        (string Name, int At)[] needed =
        [
            ("Date", layout.Date),
            ("Open", layout.Open),
            ("High", layout.High),
            ("Low", layout.Low),
            ("Close", layout.Close),
            ("Volume", layout.Volume),
        ];
        string[] missing = [.. needed.Where(n => n.At < 0).Select(n => n.Name)];
        return missing.Length == 0
            ? layout
            : throw new MarketDataException(
                $"{file}: line 1: the header must name {Example} "
                    + $"(and may name Adj Close, Ticker), but it has no {string.Join(", ", missing)}; found:"
                    + $" {Shown(names)}. Correct the header."
            );
    }

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);

    private static string Shown(string[] names)
    {
        string text = string.Join(", ", names);
        return text.Length <= 120 ? text : text[..120] + "...";
    }
}
