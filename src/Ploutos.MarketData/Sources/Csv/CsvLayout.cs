namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Which column holds what: indices into a line's cells; -1 where there is no such
/// column.</summary>
internal sealed record CsvLayout
{
    public required string[] Names { get; init; }
    public required int Date { get; init; }
    public required int Time { get; init; }
    public required int Open { get; init; }
    public required int High { get; init; }
    public required int Low { get; init; }
    public required int Close { get; init; }
    public required int AdjustedClose { get; init; }
    public required int Volume { get; init; }
    public required int AdjustedVolume { get; init; }
    public required int Dividend { get; init; }
    public required int Split { get; init; }
    public required int Ticker { get; init; }
    public required int Period { get; init; }
    public required int Origin { get; init; }

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

        int date = Find("date", "dtyyyymmdd", "timestamp", "datetime"),
            time = Find("time");
        var layout = new CsvLayout
        {
            Names = names,
            Date = date >= 0 ? date : time,
            Time = date >= 0 ? time : -1,
            Open = Find("open"),
            High = Find("high"),
            Low = Find("low"),
            Close = Find("close", "closelast"),
            AdjustedClose = Find("adjclose", "adjustedclose"),
            Volume = Find("volume", "vol"),
            AdjustedVolume = Find("adjvolume", "adjustedvolume"),
            Dividend = Find("exdividend", "divcash", "dividendamount", "dividends"),
            Split = Find("splitratio", "splitfactor", "splitcoefficient", "stocksplits"),
            Ticker = Find("ticker", "symbol", "name"),
            Period = Find("per"),
            Origin = Find("origin"),
        };
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
                    + $"(and may name Adj Close, Adj Volume, Ticker), but it has no {string.Join(", ", missing)};"
                    + $" found: {Shown(names)}. Correct the header."
            );
    }

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);

    private static string Shown(string[] names)
    {
        string text = string.Join(", ", names);
        return text.Length <= 120 ? text : text[..120] + "...";
    }
}
