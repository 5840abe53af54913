namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Which column holds what: indices into a line's cells; -1 where there is no such
/// column.</summary>
internal sealed record BarLayout
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
    public required int TickVolume { get; init; }
    public required int AdjustedVolume { get; init; }
    public required int Dividend { get; init; }
    public required int Split { get; init; }
    public required int Ticker { get; init; }
    public required int Period { get; init; }
    public required int Origin { get; init; }

    /// <summary>The columns that are read.</summary>
    public IEnumerable<int> Used =>
        new[]
        {
            Date,
            Time,
            Open,
            High,
            Low,
            Close,
            AdjustedClose,
            Volume,
            TickVolume,
            AdjustedVolume,
            Dividend,
            Split,
            Ticker,
            Period,
            Origin,
        }.Where(column => column >= 0);

    public const string Example = "Date,Open,High,Low,Close,Volume";

    /// <summary>What MetaTrader 4 writes, without a header.</summary>
    public static BarLayout MetaTrader4 { get; } =
        Parse(["Date", "Time", "Open", "High", "Low", "Close", "Volume"], "");

    /// <summary>Whether these names are a header of bars.</summary>
    public static bool Fits(string[] names) => Find(names, out _, out _) is { Length: 0 };

    /// <summary>Finds the columns by name; case, blanks and the signs that providers put around
    /// names do not matter.</summary>
    /// <exception cref="MarketDataException">A column is missing or named twice.</exception>
    public static BarLayout Parse(string[] names, string file)
    {
        if (names.All(string.IsNullOrWhiteSpace))
            throw new MarketDataException($"{file} is empty. It must begin with a header such as {Example}.");
        string[] missing = Find(names, out BarLayout layout, out (int First, int Second)? twice);
        if (twice is { } same)
            throw new MarketDataException(
                $"{file}: line 1: the columns '{Quoted.Cell(names[same.First])}' and"
                    + $" '{Quoted.Cell(names[same.Second])}' mean the same. Remove one of them."
            );
        return missing.Length == 0
            ? layout
            : throw new MarketDataException(
                $"{file}: line 1: the header must name {Example} "
                    + $"(and may name Adj Close, Adj Volume, Ticker), but it has no {string.Join(", ", missing)};"
                    + $" found: {Quoted.Header(names)}. Correct the header."
            );
    }

    /// <summary>The layout, and which of the needed columns it lacks.</summary>
    private static string[] Find(string[] names, out BarLayout layout, out (int First, int Second)? twice)
    {
        var columns = new Columns(names);
        int date = columns.First(["date", "dtyyyymmdd", "timestamp", "datetime"], ["windowstart"], ["datum"]),
            time = columns.First(["time"], ["gmttime"], ["localtime"]);
        if (date < 0 && time < 0)
            date = columns.Index();
        // Investing.com calls the close a price, and has the change beside it
        bool hasChange = columns.First(["change"]) >= 0;
        layout = new()
        {
            Names = names,
            Date = date >= 0 ? date : time,
            Time = date >= 0 ? time : -1,
            Open = columns.First(["open"], ["erffnung", "eroeffnung", "erster"]),
            High = columns.First(["high"], ["hoch"]),
            Low = columns.First(["low"], ["tief"]),
            Close = columns.First(
                ["close", "closelast"],
                ["schlusskurs", "schluss"],
                ["last"],
                hasChange ? ["price"] : []
            ),
            AdjustedClose = columns.First(["adjclose", "adjustedclose", "closeadj"]),
            // A German "Volumen" beside "Stuecke" is money; the pieces are the shares
            Volume = columns.First(["volume", "vol"], ["numberofshares"], ["stuecke", "stcke"], ["volumen"]),
            TickVolume = columns.First(["tickvol", "tickvolume"]),
            AdjustedVolume = columns.First(["adjvolume", "adjustedvolume"]),
            Dividend = columns.First(["exdividend", "divcash", "dividendamount", "dividends"]),
            Split = columns.First(["splitratio", "splitfactor", "splitcoefficient", "stocksplits"]),
            Ticker = columns.First(["ticker", "symbol", "name"]),
            Period = columns.First(["per"]),
            Origin = columns.First(["origin"]),
        };
        twice = columns.Twice;
        (string Name, int At)[] needed =
        [
            ("Date", layout.Date),
            ("Open", layout.Open),
            ("High", layout.High),
            ("Low", layout.Low),
            ("Close", layout.Close),
            ("Volume", layout.Volume >= 0 ? layout.Volume : layout.TickVolume),
        ];
        return [.. needed.Where(n => n.At < 0).Select(n => n.Name)];
    }

    /// <summary>The letters of each name.</summary>
    private sealed class Columns(string[] names)
    {
        private readonly string[] _plain =
        [
            .. names.Select(n => new string([.. n.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)])),
        ];

        /// <summary>Two columns with names of one meaning.</summary>
        public (int First, int Second)? Twice { get; private set; }

        /// <summary>The column of the first group of synonyms that is there; -1 for none.</summary>
        public int First(params string[][] groups)
        {
            foreach (string[] synonyms in groups)
            {
                int[] at = [.. Enumerable.Range(0, _plain.Length).Where(i => synonyms.Contains(_plain[i]))];
                if (at.Length > 1)
                    Twice ??= (at[0], at[1]);
                if (at.Length > 0)
                    return at[0];
            }

            return -1;
        }

        /// <summary>The index that pandas writes first, without a name or with one of its
        /// own.</summary>
        public int Index()
        {
            string first = names[0].Trim().TrimStart('\uFEFF');
            if (first.Length == 0 || _plain[0] is "unnamed" or "index")
                return 0;
            return Array.FindIndex(_plain, n => n == "indexlevel");
        }
    }
}
