using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.History;

/// <summary>How the daily run's forecasts came out, day by day. Only forecasts that were made in time
/// count.</summary>
public sealed record TrackHistory
{
    /// <summary>Days that each rolling figure is taken over, up to and with its own day.</summary>
    public required int Window { get; init; }

    /// <summary>Experts with outcomes of that many days or more.</summary>
    public required IReadOnlyList<ExpertTrack> Experts { get; init; }

    /// <summary>Risk forecasts with what came, by day and ticker; the newest.</summary>
    public required IReadOnlyList<RiskTrackPoint> Risk { get; init; }

    /// <summary>Runs of the last 30 days, the newest first.</summary>
    public required IReadOnlyList<LiveRun> Runs { get; init; }
}
