using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Pages;

/// <summary>How the signals that the daily run made in time came out.</summary>
/// <param name="Experts">Experts with outcomes.</param>
/// <param name="Risk">The risk forecasts; null where none was scored.</param>
internal sealed record TrackRecord(IReadOnlyList<ExpertRecord> Experts, LiveRiskScore? Risk)
{
    /// <summary>Whether nothing was scored yet.</summary>
    public bool IsEmpty => Experts.Count == 0 && Risk is null;

    /// <summary>From the status of the daily run, and the signals behind it.</summary>
    public static TrackRecord Of(LiveStatus status, IReadOnlyList<LoggedSignal> signals)
    {
        ArgumentNullException.ThrowIfNull(status);
        LoggedSignal[] live = [.. signals.Where(s => s is { From: "live", Late: false })];
        return new([.. status.Calibration.Select(c => ExpertRecord.Of(c, live))], status.Risk);
    }
}

/// <summary>One expert's forecasts against what came.</summary>
/// <param name="Score">Log-loss with its interval, beside the base rate's.</param>
/// <param name="Days">Days with outcomes.</param>
/// <param name="Bins">Mean forecast, how often it came, and forecasts, from low forecasts to high.</param>
internal sealed record ExpertRecord(
    LiveCalibration Score,
    int Days,
    IReadOnlyList<(double Said, double Came, int Rows)> Bins
)
{
    /// <summary>Days that a rolling figure is taken over.</summary>
    public const int Window = 20;

    private const int MostBins = 5,
        LeastInBin = 10;

    /// <summary>-1 worse than the base rate beyond chance, 1 better, 0 neither.</summary>
    public int Verdict =>
        Score.LogLoss.High < Score.BaseLogLoss ? 1
        : Score.LogLoss.Low > Score.BaseLogLoss ? -1
        : 0;

    /// <summary>From the signals that were scored.</summary>
    public static ExpertRecord Of(LiveCalibration score, IReadOnlyList<LoggedSignal> live)
    {
        (DateOnly Day, double Said, bool Came)[] rows =
        [
            .. live.Where(s => s.Outcomes.ContainsKey(score.Expert) && s.Probabilities.ContainsKey(score.Expert))
                .Select(s => (s.AsOf, s.Probabilities[score.Expert], s.Outcomes[score.Expert])),
        ];
        int bins = Math.Clamp(rows.Length / LeastInBin, 1, MostBins);
        (double Said, bool Came)[] sorted = [.. rows.Select(r => (r.Said, r.Came)).OrderBy(r => r.Said)];
        return new(
            score,
            rows.Select(r => r.Day).Distinct().Count(),
            rows.Length == 0
                ? []
                :
                [
                    .. sorted
                        .Chunk((sorted.Length + bins - 1) / bins)
                        .Select(c => (c.Average(r => r.Said), c.Average(r => r.Came ? 1.0 : 0), c.Length)),
                ]
        );
    }
}
