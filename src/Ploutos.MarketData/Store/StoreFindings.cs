using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>Findings as they stand now: what was stored, held against the other tickers that the
/// store has by now. The others are read once for all tickers that need them, and what they say is kept
/// until the file changes.</summary>
internal sealed class StoreFindings(SqliteConnection connection)
{
    private readonly Dictionary<string, IReadOnlyList<QualityFinding>> _judged = new(StringComparer.Ordinal);
    private (long Others, long Own) _state = (-1, -1);

    /// <summary>The findings of a ticker's newest vintage.</summary>
    public IReadOnlyList<QualityFinding> Of(string ticker)
    {
        IReadOnlyList<QualityFinding> stored = StoreCatalog.Findings(connection, ticker);
        if (!stored.Any(MarketMoves.IsJudged))
            return stored;
        JudgeAll();
        return _judged.GetValueOrDefault(Ticker.Parse(ticker), stored);
    }

    /// <summary>Findings of a stored ticker, held against the others; as they were stored where its
    /// bars are damaged.</summary>
    public IReadOnlyList<QualityFinding> Judged(string ticker, IReadOnlyList<QualityFinding> findings) =>
        findings.Any(MarketMoves.IsJudged) && TryRead(ticker) is { } bars
            ? MarketMoves.Judge(bars, findings, Market)
            : findings;

    /// <summary>Stored tickers with the counts of their findings as they stand now.</summary>
    public IReadOnlyList<StoredTicker> Counted(IReadOnlyList<StoredTicker> tickers) =>
        [
            .. tickers.Select(t =>
            {
                if (t.Serious == 0)
                    return t;
                IReadOnlyList<QualityFinding> findings = Of(t.Ticker);
                return t with
                {
                    Warnings = findings.Count(f => f.Severity == Severity.Warning),
                    Serious = findings.Count(f => f.Severity == Severity.Serious),
                };
            }),
        ];

    /// <summary>The serious findings that lie inside a range of a ticker's days.</summary>
    public IReadOnlyList<QualityFinding> SeriousWithin(string ticker, DateOnly first, DateOnly last)
    {
        IReadOnlyList<QualityFinding> all = StoreCatalog.Findings(connection, ticker);
        bool IsDoubtful(QualityFinding f) =>
            f.Severity == Severity.Serious
            && f.Date >= first
            && f.Date <= last
            && f.Reason != QualityReason.LostRows
            && f.Reason != QualityReason.EndsEarly;
        bool isJudged = all.Any(f => IsDoubtful(f) && MarketMoves.IsJudged(f));
        var within = (isJudged ? Of(ticker) : all).Where(IsDoubtful).ToList();
        DateOnly[] lost = [.. LossCheck.LostDays(all).Where(d => d >= first && d <= last)];
        if (lost.Length == 0)
            return within;
        int rows = StoreReader.Read(connection, ticker, null, null).From(first).UpTo(last).Count + lost.Length;
        if (LossCheck.IsSerious(lost.Length, rows))
            within.Add(
                new(
                    Ticker.Parse(ticker),
                    lost[^1],
                    QualityReason.LostRows,
                    Severity.Serious,
                    QualityAction.Kept,
                    LossCheck.Detail(lost, rows).ToString()
                )
            );
        return within;
    }

    /// <summary>Judges every ticker that has something to judge, where the file is not as it was.</summary>
    private void JudgeAll()
    {
        (long, long) state = (
            StoreReader.Number(connection, "PRAGMA data_version"),
            StoreReader.Number(connection, "SELECT total_changes()")
        );
        if (state == _state)
            return;
        _judged.Clear();
        List<BarSeries> market = Market();
        foreach (BarSeries bars in market)
        {
            IReadOnlyList<QualityFinding> stored = StoreCatalog.Findings(connection, bars.Ticker);
            if (stored.Any(MarketMoves.IsJudged))
                _judged[bars.Ticker] = MarketMoves.Judge(bars, stored, () => market);
        }

        _state = state;
    }

    private List<BarSeries> Market()
    {
        var market = new List<BarSeries>();
        foreach (StoredTicker ticker in StoreCatalog.List(connection, null))
        {
            if (TryRead(ticker.Ticker) is { } bars)
                market.Add(bars);
        }

        return market;
    }

    /// <summary>A ticker's bars; null where they are damaged, which is that ticker's own trouble:
    /// whoever reads its bars is told.</summary>
    private BarSeries? TryRead(string ticker)
    {
        try
        {
            return StoreReader.Read(connection, ticker, null, null);
        }
        catch (Exception e) when (e is MarketDataException or InvalidDataException)
        {
            return null;
        }
    }
}
