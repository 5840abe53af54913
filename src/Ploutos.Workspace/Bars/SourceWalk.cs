using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources.Files;
using Ploutos.Storage;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>Goes through the series of files or of the simulated market, one after the other, and
/// reports what the checks find. A file that can't be read leaves the others alone.</summary>
public sealed class SourceWalk
{
    private readonly WalkRequest _request;
    private readonly Func<DeliveredSeries, (ImportOutcome Outcome, CheckedSeries Checked)> _take;
    private readonly HashSet<string>? _wanted;
    private readonly List<ImportedSeries> _series = [];
    private readonly List<QualityFinding> _findings = [];
    private readonly List<ImportedFile> _files = [];
    private readonly List<(BarSeries Series, int At, int Count)> _suspects = [];
    private MarketDataException? _refused;
    private bool _simulated;

    private SourceWalk(WalkRequest request, Func<DeliveredSeries, (ImportOutcome Outcome, CheckedSeries Checked)> take)
    {
        (_request, _take) = (request, take);
        _wanted = request.Tickers is { Count: > 0 } tickers ? [.. TickerNames.Resolve(tickers)] : null;
    }

    /// <summary>Hands each wanted series to <paramref name="take"/>, which checks it and says what
    /// became of it.</summary>
    /// <param name="request">Which series.</param>
    /// <param name="take">What to do with a series.</param>
    /// <param name="market">Clean bars of all tickers that suspected splits are held against; asked
    /// for at the end, and only where there are any.</param>
    /// <param name="progress">Told of each series.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <exception cref="NoDataException">There are no series, or a wanted one is
    /// missing.</exception>
    /// <exception cref="MarketDataException">The only file is refused, or one of those that must all
    /// be read.</exception>
    public static DataReport Run(
        WalkRequest request,
        Func<DeliveredSeries, (ImportOutcome Outcome, CheckedSeries Checked)> take,
        Func<IEnumerable<BarSeries>> market,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        progress?.Report(new StageStarted(request.Stage, request.Spec.ToString()));
        var walk = new SourceWalk(request, take);
        walk.ReadAll(progress, cancellation);
        walk.Judge(market);
        return walk.Report();
    }

    private void ReadAll(IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        (IEnumerable<BarFileReading> readings, int count) = _request.Spec.Open(
            new()
            {
                DateFormat = _request.DateFormat,
                Ticker = _request.Ticker is { } ticker ? TickerNames.Parse(ticker) : null,
                Market = _request.Market,
                Tickers = _wanted is null || _request.Spec.IsSimulated ? null : new HashSet<string>(_wanted),
                OnRead = _request.OnRead,
            }
        );
        int seen = 0;
        foreach (BarFileReading reading in readings)
        {
            cancellation.ThrowIfCancellationRequested();
            Take(reading);
            seen++;
            progress?.Report(new ItemDone(_request.Stage, Name(reading), seen, Math.Max(count, seen)));
        }
    }

    private static string Name(BarFileReading reading) =>
        reading.Series.Count == 1 ? reading.Series[0].Ticker : Path.GetFileName(reading.File);

    private void Take(BarFileReading reading)
    {
        if (reading.Refused is { } refused)
            Refuse(reading.File, refused);
        else if (reading.Skipped is { } reason)
            _files.Add(new(reading.File, FileOutcome.Skipped, 0, 0, reason));
        else if (reading.Joined > 0)
            _files.Add(new(reading.File, _request.Done, reading.Joined, reading.JoinedRows, null));
        else
            TakeAll(reading);
    }

    private void TakeAll(BarFileReading reading)
    {
        int taken = 0,
            rows = 0;
        foreach (DeliveredSeries one in reading.Series)
        {
            if (_wanted?.Remove(one.Ticker) == false)
                continue;
            try
            {
                (ImportOutcome outcome, CheckedSeries result) = _take(one);
                Add(one, outcome, result);
                taken++;
                rows += one.Bars.Count;
            }
            catch (MarketDataException e) when (e.InnerException is not StorageException)
            {
                Refuse(reading.Series.Count > 1 ? $"{reading.File}: {one.Ticker}" : reading.File, e);
            }
        }

        if (taken > 0 && !reading.IsJoin)
            _files.Add(new(reading.File, _request.Done, taken, rows, null));
    }

    private void Add(DeliveredSeries delivered, ImportOutcome outcome, CheckedSeries result)
    {
        _simulated |= delivered.Origin == DataOrigin.Simulated;
        _series.Add(DataReports.Describe(delivered.Ticker, outcome, result));
        if (result.Report.CountOf(QualityReason.SuspectedSplit) > 0)
            _suspects.Add((result.Series, _findings.Count, result.Report.Findings.Count));
        _findings.AddRange(result.Report.Findings);
    }

    private void Refuse(string file, MarketDataException refused)
    {
        if (_request.Whole)
            throw refused;
        _refused ??= refused;
        _files.Add(new(file, FileOutcome.Refused, 0, 0, refused.Message) { Remedies = FileRemedies.Of(refused) });
    }

    private void Judge(Func<IEnumerable<BarSeries>> market)
    {
        var others = new Lazy<BarSeries[]>(() => [.. market()]);
        foreach ((BarSeries suspect, int at, int own) in _suspects)
        {
            IReadOnlyList<QualityFinding> judged = MarketMoves.Judge(
                suspect,
                _findings.GetRange(at, own),
                () => others.Value
            );
            for (int i = 0; i < own; i++)
                _findings[at + i] = judged[i];
        }
    }

    private DataReport Report()
    {
        BarSourceSpec spec = _request.Spec;
        if (_files.Count == 1 && _refused is not null)
            throw _refused;
        foreach (string ticker in (_wanted ?? []).Order(StringComparer.Ordinal))
            if (_refused is not null)
                _files.Add(new(ticker, FileOutcome.Refused, 0, 0, "no file that could be read holds bars of it"));
        if (_refused is null && _wanted is { Count: > 0 })
            throw new NoDataException(
                $"{spec} has no bars of {string.Join(", ", _wanted.Order(StringComparer.Ordinal))}."
            );
        if (_series.Count == 0 && _refused is null)
            throw new NoDataException($"{spec} holds no bars. A folder must hold a file a ticker, such as AAPL.csv.");
        return DataReports.Of(spec.ToString(), spec.IsSimulated || _simulated, _series, _findings) with
        {
            Files = spec.IsSimulated ? null : _files,
        };
    }
}
