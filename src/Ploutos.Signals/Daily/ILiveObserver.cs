using Ploutos.Research.Models;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>Somebody who is told of what the daily run does: alerts, paper trading, a web page.
/// An observer that throws is reported, and neither
/// stops the run nor the other observers; its signals are told again at the next tick.</summary>
public interface ILiveObserver
{
    /// <summary>Under this name the store remembers how far the observer was told; never
    /// change it.</summary>
    string Name { get; }

    /// <summary>New signals, in the order of their chain, never those of two days at once. Told at
    /// least once each, also across crashes: after a kill -9 between the telling and its record the
    /// same signals come again, with the same <see cref="StoredSignal.Sequence"/>. An observer that
    /// is new begins with the next signals, not with the past.</summary>
    Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation);

    /// <summary>Anything else that happened: a run, stale data, a clock that jumped, a retraining,
    /// drift. Told once, best effort.</summary>
    Task OnEventAsync(LiveEvent happened, CancellationToken cancellation);
}

/// <summary>Signals of one day that were stored just now.</summary>
/// <param name="Day">The trading day whose bars they are made from.</param>
/// <param name="Signals">The new ones; those without a signal tell a reason instead.</param>
/// <param name="IsComplete">Every ticker of the watchlist has its signal, or a reason, for
/// this day.</param>
public sealed record LiveSignals(DateOnly Day, IReadOnlyList<StoredSignal> Signals, bool IsComplete);

/// <summary>Something that the daily run tells beside signals.</summary>
/// <param name="At">When.</param>
/// <param name="Text">One sentence.</param>
public abstract record LiveEvent(DateTimeOffset At, string Text);

/// <summary>A run has ended.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Run">What it did.</param>
public sealed record RunEnded(DateTimeOffset At, string Text, LiveRun Run) : LiveEvent(At, Text)
{
    /// <summary>It failed as a whole; it is tried again at the next time.</summary>
    public bool IsFailure => Run.Status == LiveRunStatus.Failed;
}

/// <summary>A trading day is over, its time has come, and there is no bar of it yet.</summary>
/// <param name="At">When this was seen.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Day">The day.</param>
/// <param name="Tickers">Whose bars are missing.</param>
/// <param name="Deadline">When it is given up.</param>
public sealed record DataStale(
    DateTimeOffset At,
    string Text,
    DateOnly Day,
    IReadOnlyList<string> Tickers,
    DateTimeOffset Deadline
) : LiveEvent(At, Text);

/// <summary>The clock went back, or far forward.</summary>
/// <param name="At">What it says now.</param>
/// <param name="Text">One sentence.</param>
/// <param name="By">How far it moved beside the time that has passed.</param>
public sealed record ClockJumped(DateTimeOffset At, string Text, TimeSpan By) : LiveEvent(At, Text);

/// <summary>A challenger was trained and held against the champion.</summary>
/// <param name="At">When.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Duels">One an expert.</param>
public sealed record Retrained(DateTimeOffset At, string Text, IReadOnlyList<ModelDuel> Duels) : LiveEvent(At, Text);

/// <summary>Features or probabilities are distributed otherwise than in the training.</summary>
/// <param name="At">When.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Drifts">Those beyond their limits.</param>
public sealed record DriftSeen(DateTimeOffset At, string Text, IReadOnlyList<FeatureDrift> Drifts)
    : LiveEvent(At, Text);
