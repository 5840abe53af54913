using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>Goes through files, and keeps what belongs to tickers of several files until all are
/// read.</summary>
internal sealed class BarFileWalk(BarFileOptions options, ExchangeCalendar? market, PackedFile.Limits limits)
{
    private readonly Dictionary<string, string> _fileOf = new(StringComparer.Ordinal);
    private readonly List<(string File, IReadOnlyList<DeliveredSeries> Series)> _kept = [];

    /// <summary>Reads the files.</summary>
    /// <param name="files">Paths, and whether the user named that very file.</param>
    public IEnumerable<BarFileReading> Run(IReadOnlyList<(string Path, bool IsNamed)> files)
    {
        bool alone = files.Count == 1 && files[0].IsNamed;
        foreach ((string path, bool isNamed) in files)
        {
            string shown = Quoted.Name(path);
            if (!isNamed && Skip(path) is { } reason)
            {
                yield return new() { File = shown, Skipped = reason };
                continue;
            }

            using IEnumerator<PackedContent> contents = PackedFile.Contents(path, limits).GetEnumerator();
            while (true)
            {
                BarFileReading? reading = null;
                try
                {
                    if (!contents.MoveNext())
                        break;
                    reading = ReadOne(contents.Current, isNamed, alone);
                }
                catch (Exception e) when (Refusal(shown, e) is { } refusal)
                {
                    reading = new() { File = shown, Refused = refusal };
                }

                if (reading is not null)
                    yield return reading;
                if (reading is { Refused.Kind: MarketDataFault.Archive })
                    break;
            }
        }

        foreach (BarFileReading joined in Join())
            yield return joined;
    }

    /// <summary>A content's series; null where they are kept for the end.</summary>
    private BarFileReading? ReadOne(PackedContent content, bool isNamed, bool alone)
    {
        if (content.IsEntry && Skip(content.Name) is { } reason)
            return new() { File = content.File, Skipped = reason };
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
            if (isShared && (!alone || content.IsEntry))
            {
                _kept.Add((content.File, wanted));
                return null;
            }

            return wanted.Count == 0 ? NotWanted(content.File) : Single(content.File, wanted);
        }
        catch (Exception e) when (Refusal(content.File, e) is { } refusal)
        {
            return new() { File = content.File, Refused = refusal };
        }
    }

    private BarFileReading Single(string file, IReadOnlyList<DeliveredSeries> series)
    {
        foreach (DeliveredSeries one in series)
        {
            if (_fileOf.TryAdd(one.Ticker, file))
                continue;
            return new()
            {
                File = file,
                Refused = new(
                    $"{file}: bars of {one.Ticker} were read from {_fileOf[one.Ticker]} already. Take one of the two"
                        + $" away, or say that both are {one.Ticker}'s to have them joined."
                )
                {
                    Kind = MarketDataFault.TickerName,
                },
            };
        }

        return new() { File = file, Series = series };
    }

    private static BarFileReading NotWanted(string file) => new() { File = file, Skipped = "no ticker asked for" };

    /// <summary>The kept bars, joined by ticker. A ticker that has a file of its own is left to
    /// it.</summary>
    private IEnumerable<BarFileReading> Join()
    {
        var byTicker = new Dictionary<string, List<DeliveredSeries>>(StringComparer.Ordinal);
        ILookup<(string, string?), string> read = _kept
            .SelectMany(k => k.Series.Select(s => (k.File, s.Ticker, s.DateForm?.Format)))
            .ToLookup(s => (s.Ticker, s.Format), s => s.File);
        foreach ((string file, IReadOnlyList<DeliveredSeries> series) in _kept)
        {
            if (OtherForm(file, series, read) is { } refusal)
            {
                yield return new() { File = file, Refused = refusal };
                continue;
            }

            DeliveredSeries[] free = [.. series.Where(s => !_fileOf.ContainsKey(s.Ticker))];
            foreach (DeliveredSeries one in free)
            {
                if (!byTicker.TryGetValue(one.Ticker, out List<DeliveredSeries>? parts))
                    byTicker.Add(one.Ticker, parts = []);
                parts.Add(one);
            }

            yield return series.Count == 0 ? NotWanted(file)
            : free.Length == 0 ? new() { File = file, Skipped = "its tickers have files of their own" }
            : new()
            {
                File = file,
                Joined = free.Length,
                JoinedRows = free.Sum(s => s.Bars.Count),
            };
        }

        foreach ((string ticker, List<DeliveredSeries> parts) in byTicker)
            yield return new()
            {
                File = ticker,
                Series = [Joined(parts)],
                IsJoin = true,
            };
    }

    /// <summary>That one of two forms was taken for a file's dates, and the other is that of a file it
    /// would be joined with; null where it is not.</summary>
    private static MarketDataException? OtherForm(
        string file,
        IReadOnlyList<DeliveredSeries> series,
        ILookup<(string Ticker, string? Format), string> read
    )
    {
        foreach (DeliveredSeries one in series)
        {
            if (one.DateForm is not { RuledOut: { } other } form || !read.Contains((one.Ticker, other)))
                continue;
            return new(
                $"{file}: its dates can be read as {form.Format} or {other}. The days speak for {form.Format}, but"
                    + $" {read[(one.Ticker, other)].First()} holds days of {one.Ticker} too and is read as {other}."
                    + " Name the form, or use yyyy-MM-dd."
            )
            {
                Kind = MarketDataFault.DateForm,
            };
        }

        return null;
    }

    private static DeliveredSeries Joined(List<DeliveredSeries> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        return parts[0] with
        {
            Location = $"{parts[0].Location} and {parts.Count - 1} more",
            Origin = parts.Any(p => p.Origin == DataOrigin.Simulated) ? DataOrigin.Simulated : DataOrigin.Observed,
            Bars = [.. parts.SelectMany(p => p.Bars).OrderBy(b => b.Date)],
            Actions = [.. parts.SelectMany(p => p.Actions).OrderBy(a => a.Date)],
            IsJoined = true,
            DateForm = null,
        };
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
