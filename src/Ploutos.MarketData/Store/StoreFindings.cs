using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>Findings as they stand now: what was stored, held against the other tickers that the
/// store has by now. One instance serves one query and reads each ticker once.</summary>
internal sealed class StoreFindings(SqliteConnection connection)
{
    private List<BarSeries>? _market;

    /// <summary>The findings of a ticker's newest vintage.</summary>
    public IReadOnlyList<QualityFinding> Of(string ticker) => Judged(ticker, StoreCatalog.Findings(connection, ticker));

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
        QualityFinding[] doubtful =
        [
            .. all.Where(f =>
                f.Severity == Severity.Serious
                && f.Date >= first
                && f.Date <= last
                && f.Reason != QualityReason.LostRows
                && f.Reason != QualityReason.EndsEarly
            ),
        ];
        var within = Judged(ticker, doubtful).Where(f => f.Severity == Severity.Serious).ToList();
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

    private List<BarSeries> Market()
    {
        if (_market is not null)
            return _market;
        _market = [];
        foreach (StoredTicker ticker in StoreCatalog.List(connection, null))
        {
            if (TryRead(ticker.Ticker) is { } bars)
                _market.Add(bars);
        }

        return _market;
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
