using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>What one content of a file holds.</summary>
/// <param name="Reading">Its series, or why it has none.</param>
internal sealed record BarFileContent(BarFileReading Reading)
{
    /// <summary>Whether other files may hold bars of its tickers.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether it is one of an archive's.</summary>
    public bool IsEntry { get; init; }
}

/// <summary>Reads the contents of single files, knowing nothing of the others; on any thread.</summary>
internal sealed class BarFileContents(BarFileOptions options, ExchangeCalendar? market, PackedFile.Limits limits)
{
    private const long MostAhead = 16 << 20;

    /// <summary>Bytes of a file that is small enough to be read before its turn; null where it is not, and of an
    /// archive.</summary>
    public static long? SizeAhead(string path)
    {
        string ending = Path.GetExtension(path);
        return
            !ending.Equals(".zip", StringComparison.OrdinalIgnoreCase)
            && !ending.Equals(".gz", StringComparison.OrdinalIgnoreCase)
            && new FileInfo(path) is { Exists: true, Length: var size and <= MostAhead }
            ? size
            : null;
    }

    /// <summary>A file's contents.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isNamed">Whether the user named that very file.</param>
    public IEnumerable<BarFileContent> Of(string path, bool isNamed)
    {
        string shown = Quoted.Name(path);
        if (!isNamed && Skip(path) is { } reason)
        {
            yield return new(new() { File = shown, Skipped = reason });
            yield break;
        }

        using IEnumerator<PackedContent> contents = PackedFile.Contents(path, limits).GetEnumerator();
        while (true)
        {
            BarFileContent? content;
            try
            {
                if (!contents.MoveNext())
                    break;
                content = ReadOne(contents.Current, isNamed);
            }
            catch (Exception e) when (Refusal(shown, e) is { } refusal)
            {
                content = new(new() { File = shown, Refused = refusal });
            }

            yield return content;
            if (content is { Reading.Refused.Kind: MarketDataFault.Archive })
                break;
        }
    }

    private BarFileContent ReadOne(PackedContent content, bool isNamed)
    {
        if (content.IsEntry && Skip(content.Name) is { } reason)
            return new(new() { File = content.File, Skipped = reason });
        try
        {
            using PeekedStream stream = content.Open();
            TableOptions table = new()
            {
                File = content.File,
                Source = BarFiles.SourceName,
                DateFormat = options.DateFormat,
                Ticker = options.Ticker,
                NamedTicker = FileTicker.Of(content.Name),
                InMarket = market is null ? null : ticker => InMarket(ticker, market),
            };
            (IReadOnlyList<DeliveredSeries> all, bool hasTickers) = BarFile.Read(stream, content.Refuse, table);
            bool isWhole = isNamed && !content.IsEntry;
            if (hasTickers && !isWhole && options.Ticker is null)
                RequireItsTicker(content.File, table.FileTicker, all);
            IReadOnlyList<DeliveredSeries> wanted = options.Tickers is { } only
                ? [.. all.Where(s => only.Contains(s.Ticker))]
                : all;
            bool isShared =
                (hasTickers && all.Select(s => s.Ticker).Any(t => t != table.FileTicker)) || options.Ticker is not null;
            Tell(wanted);
            return new(new() { File = content.File, Series = wanted })
            {
                IsShared = isShared,
                IsEntry = content.IsEntry,
            };
        }
        catch (Exception e) when (Refusal(content.File, e) is { } refusal)
        {
            return new(new() { File = content.File, Refused = refusal });
        }
    }

    private void Tell(IReadOnlyList<DeliveredSeries> series)
    {
        if (options.OnRead is not { } told)
            return;
        foreach (DeliveredSeries one in series)
        {
            try
            {
                told(one);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whoever takes the series meets it again, in its place.
            }
        }
    }

    /// <summary>Why no bars are looked for in a file that nobody named; null where they are.</summary>
    private static string? Skip(string path)
    {
        if (Directory.Exists(path))
            return "a folder inside the folder; import it by its own path";
        string name = Path.GetFileName(path),
            stem = Path.GetFileNameWithoutExtension(BarFiles.Bare(name));
        if (FileTicker.IsAbout(stem))
            return "its name says that it is about the data";
        return BarFiles.IsKnown(name) ? null : $"its name does not end in {BarFiles.Endings}";
    }

    /// <summary>A file that is named after a ticker must hold that ticker alone; one with another
    /// name may hold many.</summary>
    private static void RequireItsTicker(string file, string? named, IReadOnlyList<DeliveredSeries> read)
    {
        if (named is null)
            return;
        if (read.Count > 1 && read.Any(s => s.Ticker == named))
            throw new MarketDataException(
                $"{file}: a file in a folder must hold one ticker, but it holds {read.Count}: "
                    + $"{string.Join(", ", read.Take(5).Select(s => s.Ticker))}. Import that file by its own path, or"
                    + $" split it."
            );
        if (read.Count == 1 && read[0].Ticker != named)
            throw new MarketDataException(
                $"{file}: the file is named {named}, but its ticker column says {read[0].Ticker}. "
                    + "Rename the file, or import it by its own path."
            );
    }

    private static string InMarket(string ticker, ExchangeCalendar market) =>
        TickerMarket.NameIn(ticker, market)
        ?? throw new MarketDataException(
            $"{ticker} names another market than {market.Mic} already. Leave the market out, or give the ticker."
        )
        {
            Kind = MarketDataFault.Market,
        };

    /// <summary>What a user is told; null for a defect of the program.</summary>
    private static MarketDataException? Refusal(string file, Exception error) =>
        error switch
        {
            MarketDataException e => e,
            InvalidDataException e => new($"{file} is damaged: {RemoteText.Clean(e.Message, 200)} Get it again.", e),
            IOException or UnauthorizedAccessException => new(
                $"{file} can't be read: {RemoteText.Clean(error.Message, 200)}",
                error
            ),
            _ => null,
        };
}
