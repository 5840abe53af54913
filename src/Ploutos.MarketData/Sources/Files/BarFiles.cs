using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>Daily bars from files: folders with a file a ticker, single files, files with many
/// tickers, archives; as text, XLSX or Parquet. A file that can't be read is told and leaves the
/// others alone.</summary>
public static class BarFiles
{
    /// <summary>The short name under which the store remembers where bars came from.</summary>
    internal const string SourceName = "csv";

    /// <summary>What a folder must hold, for messages.</summary>
    internal const string Endings = ".csv, .txt, .tsv, .gz, .zip, .xlsx or .parquet";

    private static readonly HashSet<string> Known = new(
        [".csv", ".txt", ".tsv", ".gz", ".zip", ".xlsx", ".parquet", ".pq"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Reads files one after the other, as the caller asks for them. Bars that lie in
    /// several files (a file a day, or one ticker given for several) come last, joined.</summary>
    /// <param name="paths">Files, folders (their own files, by name) and paths with <c>*</c>,
    /// <c>?</c> or <c>**</c>.</param>
    /// <param name="options">What is known of them.</param>
    /// <exception cref="MarketDataException">Nothing is there, or an option breaks its
    /// rule.</exception>
    public static IEnumerable<BarFileReading> Read(IReadOnlyList<string> paths, BarFileOptions options) =>
        Read(paths, options, new());

    internal static IEnumerable<BarFileReading> Read(
        IReadOnlyList<string> paths,
        BarFileOptions options,
        PackedFile.Limits limits
    )
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        if (options.DateFormat is { } format)
            DateColumn.Check(format);
        string? ticker = options.Ticker is { } named ? Ticker.Parse(named).Symbol : null;
        ExchangeCalendar? market = options.Market is { } mic ? MarketOf(mic) : null;
        return new BarFileWalk(options with { Ticker = ticker }, market, limits).Run([
            .. paths.SelectMany(Listed).DistinctBy(f => f.Path, StringComparer.Ordinal),
        ]);
    }

    /// <summary>How many files the paths stand for, as far as that is known before they are
    /// read.</summary>
    /// <exception cref="MarketDataException">Nothing is there.</exception>
    public static int Count(IReadOnlyList<string> paths) =>
        paths.SelectMany(Listed).DistinctBy(f => f.Path, StringComparer.Ordinal).Count();

    /// <summary>Whether a path stands for anything that is there: a file, a folder, or a pattern that
    /// files fit.</summary>
    public static bool Exists(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PathPattern.Is(path) ? PathPattern.Expand(path).Count > 0 : Path.Exists(path);
    }

    /// <summary>A folder's files by the ticker that they are named after; of two with one name, the first.</summary>
    internal static IReadOnlyDictionary<string, string> ByTicker(string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Own(folder))
            if (IsKnown(file) && FileTicker.Of(Bare(file)) is { } ticker)
                files.TryAdd(ticker, file);
        return files;
    }

    /// <summary>A file's name without the ending that says how it is packed.</summary>
    internal static string Bare(string file) =>
        Path.GetExtension(file).Equals(".gz", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileNameWithoutExtension(file)
            : file;

    /// <summary>Whether a name ends as a file of bars does.</summary>
    internal static bool IsKnown(string name) => Known.Contains(Path.GetExtension(name));

    private static IEnumerable<(string Path, bool IsNamed)> Listed(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (PathPattern.Is(path))
        {
            IReadOnlyList<string> found = PathPattern.Expand(path);
            return found.Count > 0
                ? found.Select(f => (f, false))
                : throw Nothing(
                    $"No file fits '{Quoted.Name(path)}'. Name a file, or a folder with one file a ticker."
                );
        }

        if (File.Exists(path))
            return [(path, true)];
        if (!Directory.Exists(path))
            throw Nothing(
                $"There is no file or folder '{Quoted.Name(path)}'. Name a file of bars, or a folder with one file a"
                    + " ticker."
            );
        string[] files = Own(path),
            below = Below(path);
        return files.Any(IsKnown) ? files.Concat(below).Select(f => (f, false))
            : below.Length > 0
                ? throw Nothing(
                    $"The folder '{Quoted.Name(path)}' holds no {Endings} file itself, but its folder"
                        + $" '{Quoted.Name(Path.GetFileName(below[0]))}' does. Name that folder, or a pattern that ends"
                        + " in **/*.csv."
                )
            : throw Nothing(
                $"The folder '{Quoted.Name(path)}' holds no {Endings} file. Put one file a ticker there, named after"
                    + " the ticker (AAPL.csv)."
            );
    }

    /// <summary>A folder's files by name.</summary>
    private static string[] Own(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => !PathPattern.IsIgnored(Path.GetFileName(f)))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The folders of a folder that hold what may be bars: they are not read, and that is told.</summary>
    private static string[] Below(string folder) =>
        [
            .. Directory
                .EnumerateDirectories(folder)
                .Where(d => !PathPattern.IsIgnored(Path.GetFileName(d)) && HoldsFiles(d))
                .Order(StringComparer.Ordinal),
        ];

    private static bool HoldsFiles(string folder)
    {
        try
        {
            return Own(folder).Any(IsKnown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ExchangeCalendar MarketOf(string mic) =>
        ExchangeCalendars.Find(mic.Trim())
        ?? throw new MarketDataException(
            $"A market must be one of {string.Join(", ", ExchangeCalendars.All.Select(c => c.Mic))}, but got"
                + $" '{Quoted.Cell(mic)}'."
        )
        {
            Kind = MarketDataFault.Market,
        };

    private static MarketDataException Nothing(string message) => new(message) { Kind = MarketDataFault.NoFile };
}
