using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ploutos.Research.Models;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;

namespace Ploutos.Signals.Daily;

/// <summary>What the daily run tells of itself to whoever listens: meter and activity source are
/// both named <c>Ploutos</c>.</summary>
public static class LiveTelemetry
{
    private static readonly Meter Meter = new(Instrumentation.Name);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "ploutos.live.runs",
        description: "Runs by status."
    );
    private static readonly Counter<long> Signals = Meter.CreateCounter<long>(
        "ploutos.live.signals",
        description: "Signals stored."
    );
    private static readonly Counter<long> Reasons = Meter.CreateCounter<long>(
        "ploutos.live.reasons",
        description: "Days of tickers without a signal."
    );
    private static readonly Counter<long> Scored = Meter.CreateCounter<long>(
        "ploutos.live.scored",
        description: "Forecasts whose outcome is known."
    );
    private static readonly Counter<long> Retrainings = Meter.CreateCounter<long>(
        "ploutos.live.retrainings",
        description: "Challengers by whether they took over."
    );
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "ploutos.live.run.duration",
        "s",
        "Wall time of a run."
    );
    private static readonly Histogram<double> AfterClose = Meter.CreateHistogram<double>(
        "ploutos.live.after_close",
        "s",
        "From the exchange's close to the signals."
    );
    private static readonly Gauge<int> Drifting = Meter.CreateGauge<int>(
        "ploutos.live.drifting",
        description: "Features and probabilities beyond their drift limits."
    );

    /// <summary>The runs as traces.</summary>
    public static ActivitySource Source { get; } = new(Instrumentation.Name);

    internal static void Count(LiveRun run)
    {
        Runs.Add(1, new KeyValuePair<string, object?>("status", StateName.Of(run.Status)));
        Signals.Add(run.Signals);
        Reasons.Add(run.Reasons);
        Scored.Add(run.Scored);
        Duration.Record(run.Seconds);
        if (run.SecondsAfterClose is { } seconds)
            AfterClose.Record(seconds);
    }

    internal static void Count(IEnumerable<ModelDuel> duels)
    {
        foreach (ModelDuel duel in duels)
        {
            Retrainings.Add(
                1,
                new KeyValuePair<string, object?>("expert", duel.Expert),
                new KeyValuePair<string, object?>("took_over", duel.TakesOver)
            );
        }
    }

    internal static void SetDrifting(int count) => Drifting.Record(count);

    internal static void Mark(string what) => Activity.Current?.AddEvent(new(what));
}
