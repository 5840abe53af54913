using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>What to fetch from a source, and how.</summary>
/// <param name="Tickers">Tickers, names of universes (<c>guide</c>, <c>djia</c>), or paths of text
/// files with tickers. For an update: null for all that came from a source on the network.</param>
/// <param name="From">First day wanted; null is twenty years back for a new ticker, and what is
/// stored for a known one.</param>
/// <param name="To">Last day wanted; null is the last finished trading day.</param>
/// <param name="Source">auto, yahoo, stooq, alpaca, tiingo, csv:DIR or simulated.</param>
/// <param name="Full">Ask for the whole range again, to find what was revised upstream.</param>
/// <param name="Strict">Keep a ticker with serious findings out of the store.</param>
public sealed record FetchRequest(
    IReadOnlyList<string>? Tickers = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string Source = "auto",
    bool Full = false,
    bool Strict = false
);

/// <summary>What came of one ticker.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Outcome">Created, Extended, Unchanged, Revised, UpToDate (nothing had to be asked)
/// or Failed.</param>
/// <param name="Source">The source that served; null where none did.</param>
/// <param name="Rows">Clean bars in the store now; 0 where there are none.</param>
/// <param name="Added">Days that are new.</param>
/// <param name="Changed">Days that the source tells differently now, or no longer has.</param>
/// <param name="FirstDay">First bar in the store.</param>
/// <param name="LastDay">Last bar in the store.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="PassedOver">Sources asked before the one that served, with the fault
/// of each.</param>
/// <param name="Unknown">Failed because no source knows the ticker or has bars of it in
/// the range.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record FetchedTicker(
    string Ticker,
    string Outcome,
    string? Source,
    int Rows,
    int Added,
    int Changed,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    bool Simulated,
    IReadOnlyList<string> PassedOver,
    bool Unknown = false,
    string? Error = null
);

/// <summary>What a fetch or an update did.</summary>
/// <param name="Tickers">One entry a ticker, in the order asked.</param>
/// <param name="Totals">Findings by reason in what was stored just now.</param>
/// <param name="Findings">All of them.</param>
public sealed record FetchReport(
    IReadOnlyList<FetchedTicker> Tickers,
    IReadOnlyList<FindingTotal> Totals,
    IReadOnlyList<DataFinding> Findings
)
{
    /// <summary>What the command returns: 0 where every ticker is as new as was asked, 3 where all
    /// failures are unknown tickers, else 1.</summary>
    [JsonIgnore]
    public ExitCode ExitCode =>
        Tickers.All(t => t.Error is null) ? ExitCode.Done
        : Tickers.All(t => t.Error is null || t.Unknown) ? ExitCode.NoData
        : ExitCode.Failed;
}

/// <summary>News of a ticker that is being fetched, several side by side.</summary>
/// <param name="Ticker">Whose.</param>
/// <param name="Stage">asking, storing, done or failed.</param>
/// <param name="Detail">A few words, such as which source is asked.</param>
/// <param name="Done">Tickers done or failed.</param>
/// <param name="Total">All tickers.</param>
public sealed record TickerNews(string Ticker, string Stage, string Detail, int Done, int Total) : WorkflowEvent
{
    /// <summary>Nothing more comes of this ticker.</summary>
    public bool IsLast => Stage is "done" or "failed";
}

/// <summary>One state of a ticker's past, as a source told it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Reason">Why it was opened.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Rows">Clean bars.</param>
/// <param name="FirstDay">First bar.</param>
/// <param name="LastDay">Last bar.</param>
public sealed record Vintage(
    int Number,
    string Source,
    string Reason,
    DateTimeOffset CreatedAt,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay
);

/// <summary>A value of one day that two vintages tell differently.</summary>
public sealed record ChangedValue(DateOnly Date, string Field, double Before, double After);

/// <summary>How two vintages of a ticker differ.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Before">The older vintage; null where there is only one.</param>
/// <param name="After">The newer vintage.</param>
/// <param name="Vintages">All vintages there are.</param>
/// <param name="Changed">Values told differently, by date.</param>
/// <param name="Added">Days only the newer one has.</param>
/// <param name="Removed">Days only the older one has.</param>
public sealed record DataDiff(
    string Ticker,
    bool Simulated,
    int? Before,
    int After,
    IReadOnlyList<Vintage> Vintages,
    IReadOnlyList<ChangedValue> Changed,
    IReadOnlyList<DateOnly> Added,
    IReadOnlyList<DateOnly> Removed
);

/// <summary>What to write as files.</summary>
/// <param name="Folder">Where to; a file a ticker, named after it.</param>
/// <param name="Tickers">As in <see cref="FetchRequest"/>; null for all in the store.</param>
/// <param name="Vintage">Which vintage; null for the newest.</param>
public sealed record BarExportRequest(string Folder, IReadOnlyList<string>? Tickers = null, int? Vintage = null);

/// <summary>A file that was written.</summary>
public sealed record ExportedBars(
    string Ticker,
    bool Simulated,
    string File,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay
);

/// <summary>Sets of tickers with a name.</summary>
public static class Universes
{
    /// <summary>The names, for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = ["guide", "djia"];

    /// <summary>Every ticker of every set, for completion.</summary>
    public static IReadOnlyList<string> Tickers =>
        [.. MarketData.Universe.Guide.Concat(MarketData.Universe.Djia).Distinct().Order(StringComparer.Ordinal)];
}
