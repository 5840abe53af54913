using System.Text.Json.Serialization;
using Ploutos.MarketData;

namespace Ploutos.Signals.Ledger;

/// <summary>What was said of one ticker on one day, or why nothing was. Never changed once it is
/// stored.</summary>
public sealed record SignalRecord
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The trading day whose bar is the last one that was used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The market whose days the ticker keeps, such as <c>XPAR</c>; null for New York.</summary>
    public string? Exchange { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>It was made when the next trading day had closed already, so that its outcome could
    /// be known.</summary>
    public required bool Late { get; init; }

    /// <summary>Bars until the last of the experts' questions is answered; 0 where there is no
    /// signal, or where an earlier version's log did not say.</summary>
    public int Horizon { get; init; }

    /// <summary>The experts in the order they voted; empty where there is no signal.</summary>
    public IReadOnlyList<SignalOpinion> Experts { get; init; } = [];

    /// <summary>Who voted, with which weight and by which rule; null for the published vote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EnsembleRecord? Ensemble { get; init; }

    /// <summary>Weighted vote in [-1, 1].</summary>
    public double? Score { get; init; }

    /// <summary>STRONG BUY ... STRONG SELL; null where there is none.</summary>
    public string? Signal { get; init; }

    /// <summary>What the score alone says, before the evidence is asked whether STRONG was
    /// earned.</summary>
    public string? RawSignal { get; init; }

    /// <summary>Why the two differ; null where they don't.</summary>
    public string? GateReason { get; init; }

    /// <summary>|score| above this is BUY / SELL.</summary>
    public double? WeakThreshold { get; init; }

    /// <summary>|score| above this is STRONG.</summary>
    public double? StrongThreshold { get; init; }

    /// <summary>Where the bars came from.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the bars were observed or simulated.</summary>
    public DataOrigin? Origin { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    public bool Simulated { get; init; }

    /// <summary>The store's vintage of the bars; 0 where it has none.</summary>
    public int Vintage { get; init; }

    /// <summary>Bars up to the day.</summary>
    public int Rows { get; init; }

    /// <summary>SHA-256 of these bars.</summary>
    public string? DataHash { get; init; }

    /// <summary>When the bars of the market were read, where a serving forecaster reads one; null
    /// elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? MarketKnownAt { get; init; }

    /// <summary>Fingerprint of the market's values of the day; null where none was read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MarketHash { get; init; }

    /// <summary>Fingerprints of what the experts read of columns of files, by expert, input and file; null
    /// where they read none, and in records of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? ColumnHashes { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Code { get; init; }

    /// <summary>Why there is no signal; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made it. Not written where it is the daily run, whose records had no such field
    /// before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SignalKind Kind { get; init; }

    /// <summary>What a prediction warned of; null where it warned of nothing, and for the daily
    /// run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>What was done on the way; null where nothing was. For the daily run: of which experts the
    /// base rate stands in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The hash of the line of <c>logs/predictions.jsonl</c> that it was taken in from; null
    /// where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LogHash { get; init; }
}
