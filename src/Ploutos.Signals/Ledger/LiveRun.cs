using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Ledger;

/// <summary>What one run of a day, or of several missed ones, did.</summary>
public sealed record LiveRun
{
    /// <summary>The last day that was due.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How it ended.</summary>
    public required LiveRunStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds from the exchange's close of <see cref="Day"/> to its signals; null where
    /// it made none, or late ones.</summary>
    public double? SecondsAfterClose { get; init; }

    /// <summary>Days that got signals or reasons in this run, in order.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Signals stored.</summary>
    public int Signals { get; init; }

    /// <summary>Reasons stored in place of signals.</summary>
    public int Reasons { get; init; }

    /// <summary>Earlier signals whose horizon has passed, and which were scored.</summary>
    public int Scored { get; init; }

    /// <summary>Risk forecasts stored.</summary>
    public int RiskForecasts { get; init; }

    /// <summary>Earlier risk forecasts whose days have passed, and which were scored.</summary>
    public int RiskScored { get; init; }

    /// <summary>What is waited for, by ticker.</summary>
    public IReadOnlyDictionary<string, string> WaitingFor { get; init; } = new Dictionary<string, string>();

    /// <summary>What to know of: unknown tickers, revised bars, thresholds of other models.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Serious findings inside the bars that the experts see: of tickers that got a reason
    /// in place of a signal, or were accepted.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>When it is tried again, or the next day's run begins.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
