using Ploutos.Research.Models;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Daily;

/// <summary>How the daily run is doing.</summary>
public sealed record LiveStatus
{
    /// <summary>ok, warning or error.</summary>
    public required HealthState Health { get; init; }

    /// <summary>What is wrong, gravest first; empty where all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the user can do about them; empty where nothing is needed.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Who runs it now: process, host and since when; null where nobody does.</summary>
    public string? RunningAs { get; init; }

    /// <summary>The last trading day whose run was due.</summary>
    public required DateOnly LastDueDay { get; init; }

    /// <summary>When the next day's run is due.</summary>
    public required DateTimeOffset NextRunAt { get; init; }

    /// <summary>The last run; null where there was none.</summary>
    public LiveRun? LastRun { get; init; }

    /// <summary>Runs of the last 30 days that failed.</summary>
    public required int FailedRuns { get; init; }

    /// <summary>Runs of the last 30 days.</summary>
    public required int Runs { get; init; }

    /// <summary>Median seconds of a run that made signals, of the last 30 days.</summary>
    public double? MedianSeconds { get; init; }

    /// <summary>Signals in the chain.</summary>
    public required long Signals { get; init; }

    /// <summary>Rows of the chain that tell a reason instead.</summary>
    public required long Reasons { get; init; }

    /// <summary>The newest signalled day.</summary>
    public DateOnly? LastSignalDay { get; init; }

    /// <summary>The models that predict.</summary>
    public required IReadOnlyList<ModelVersion> Models { get; init; }

    /// <summary>The watchlist's bars.</summary>
    public required IReadOnlyList<BarAge> Bars { get; init; }

    /// <summary>Drift of each feature and of each expert's probabilities.</summary>
    public required IReadOnlyList<FeatureDrift> Drift { get; init; }

    /// <summary>Calibration of the signals made in time.</summary>
    public required IReadOnlyList<LiveCalibration> Calibration { get; init; }

    /// <summary>The risk forecasts made in time against what came, and EWMA's of the same days; null
    /// where none was scored yet.</summary>
    public LiveRiskScore? Risk { get; init; }

    /// <summary>The last retraining's duels.</summary>
    public IReadOnlyList<ModelDuel> LastDuels { get; init; } = [];
}
