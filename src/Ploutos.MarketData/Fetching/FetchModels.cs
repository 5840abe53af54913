using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Fetching;

/// <summary>What to fetch, from where, and how strictly.</summary>
public sealed record FetchOptions
{
    /// <summary>First day wanted; null is twenty years before the last finished one for a new
    /// ticker, and what is stored for a known one.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day wanted; null is the last finished trading day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>auto, yahoo, binance, stooq, alpaca, tiingo, csv:DIR or simulated.</summary>
    public string Source { get; init; } = BarSources.Auto;

    /// <summary>Whether serious findings keep a ticker out of the store.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether to ask for the whole range again, to find what was revised upstream.</summary>
    public bool Full { get; init; }

    /// <summary>Tickers under way at once; 1 to 16.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Whether the results hold the bars as they stand now. Without them, what thousands of
    /// tickers came to fits in memory; they are in the store.</summary>
    public bool KeepsBars { get; init; } = true;
}

/// <summary>How far one ticker is.</summary>
public enum FetchStage
{
    /// <summary>The source is being asked.</summary>
    Asking,

    /// <summary>The answer is being checked and stored.</summary>
    Storing,

    /// <summary>Done, or nothing to do.</summary>
    Done,

    /// <summary>It failed; the result says why.</summary>
    Failed,
}

/// <summary>News of one ticker, and of all.</summary>
/// <param name="Ticker">Whose.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="Detail">A few words, such as which source is asked.</param>
/// <param name="Finished">Tickers done or failed.</param>
/// <param name="Total">All tickers.</param>
public readonly record struct FetchProgress(string Ticker, FetchStage Stage, string Detail, int Finished, int Total);

/// <summary>What came of one ticker.</summary>
/// <param name="Ticker">Whose.</param>
/// <param name="Served">The source that delivered; null where nothing had to be asked, or none did.</param>
/// <param name="Saved">What the store made of it; null where nothing had to be asked, or it failed.</param>
/// <param name="Passed">Faults of the sources that were asked before the one that served.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record FetchResult(
    string Ticker,
    string? Served,
    SaveResult? Saved,
    IReadOnlyList<SourceException> Passed,
    MarketDataException? Error
)
{
    /// <summary>What to know of a success, in sentences: such as a history that begins later than
    /// asked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the ticker's bars are as new as was asked.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The result without the bars.</summary>
    internal FetchResult WithoutBars() =>
        Saved is null
            ? this
            : this with
            {
                Saved = Saved with
                {
                    Checked = Saved.Checked with
                    {
                        Delivered = Saved.Checked.Delivered with { Bars = [] },
                        Series = BarSeries.FromBars(Ticker, Saved.Checked.Series.Origin, []),
                    },
                },
            };

    /// <summary>The result in a line.</summary>
    public string Sentence =>
        Error is not null ? $"{Ticker}: failed: {Error.Message}"
        : Saved is null ? $"{Ticker}: up to date, nothing was asked"
        : $"{Ticker}: {Outcome(Saved)}, served by {Served}"
            + (
                Passed.Count == 0
                    ? ""
                    : $" (passed over: {string.Join("; ", Passed.Select(p => $"{p.SourceName} {p.Fault}"))})"
            )
            + string.Concat(Notes.Select(n => $". {n.TrimEnd('.')}"));

    private static string Outcome(SaveResult saved) =>
        saved.Outcome switch
        {
            SaveOutcome.Created => $"{saved.Checked.Report.RowsOut} bars stored",
            SaveOutcome.Extended =>
                $"{saved.Revision.Added.Count} new day(s), {saved.Checked.Report.RowsOut} bars in all",
            SaveOutcome.Unchanged => "nothing new",
            SaveOutcome.Revised when !saved.Revision.Rewrites =>
                $"{saved.Revision.Added.Count} missing day(s) filled in, vintage {saved.Vintage} opened",
            _ => $"revised upstream, vintage {saved.Vintage} opened",
        };
}

/// <summary>Bars ready for use, with where they come from and how old they are.</summary>
/// <param name="Series">The bars, clean.</param>
/// <param name="Stored">What the store knows of them.</param>
/// <param name="Age">How old they are by the clock.</param>
/// <param name="Fetch">What was fetched just now, or null where nothing was tried.</param>
public sealed record ReadyBars(BarSeries Series, StoredTicker Stored, Calendar.DataAge Age, FetchResult? Fetch);
