using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>Goes through files, and keeps what belongs to tickers of several files until all are
/// read.</summary>
internal sealed class BarFileWalk(BarFileOptions options, ExchangeCalendar? market, PackedFile.Limits limits)
{
    private readonly BarFileContents _contents = new(options, market, limits);
    private readonly Dictionary<string, string> _fileOf = new(StringComparer.Ordinal);
    private readonly List<(string File, IReadOnlyList<DeliveredSeries> Series)> _kept = [];

    /// <summary>Reads the files.</summary>
    /// <param name="files">Paths, and whether the user named that very file.</param>
    public IEnumerable<BarFileReading> Run(IReadOnlyList<(string Path, bool IsNamed)> files)
    {
        bool alone = files.Count == 1 && files[0].IsNamed;
        IEnumerable<BarFileReading?> readings =
            options.OnRead is null || files.Count == 1
                ? files.SelectMany(f => _contents.Of(f.Path, f.IsNamed).Select(content => Take(content, alone)))
                : ReadAhead
                    .InOrder(files, f => BarFileContents.SizeAhead(f.Path), f => _contents.Of(f.Path, f.IsNamed))
                    .Select(content => Take(content, alone));
        foreach (BarFileReading? reading in readings)
            if (reading is not null)
                yield return reading;
        foreach (BarFileReading joined in Join())
            yield return joined;
    }

    /// <summary>What a content comes to beside those before it; null where its series are kept for the
    /// end.</summary>
    private BarFileReading? Take(BarFileContent content, bool alone)
    {
        BarFileReading reading = content.Reading;
        if (reading.Refused is not null || reading.Skipped is not null)
            return reading;
        if (content.IsShared && (!alone || content.IsEntry))
        {
            _kept.Add((reading.File, reading.Series));
            return null;
        }

        return reading.Series.Count == 0 ? NotWanted(reading.File) : Single(reading.File, reading.Series);
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
}
