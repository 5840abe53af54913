using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.History;

/// <summary>Reads how the daily run's forecasts came out, from its record; nothing is changed.</summary>
public sealed class TrackWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const int Window = 20,
        MostDays = 500,
        MostPoints = 3000;

    private static readonly TimeSpan s_recent = TimeSpan.FromDays(30);

    /// <summary>The track record. Without models that predict there is no baseline, and no expert in
    /// it.</summary>
    /// <exception cref="Ploutos.Storage.StorageException">The record can't be used.</exception>
    public TrackHistory Run()
    {
        if (!File.Exists(SignalStore.PathOf(workspace)))
            return new()
            {
                Window = Window,
                Experts = [],
                Risk = [],
                Runs = [],
            };
        using SignalStore signals = SignalStore.Open(workspace);
        ILookup<string, SignalOutcome> outcomes = signals.TrackedOutcomes().ToLookup(o => o.Expert);
        return new()
        {
            Window = Window,
            Experts =
            [
                .. Models()
                    .Select(m =>
                        ExpertTrack.Of(
                            m.Definition.Name,
                            m.Card.TrainingRate,
                            outcomes[m.Definition.Name],
                            Window,
                            MostDays
                        )
                    )
                    .OfType<ExpertTrack>(),
            ],
            Risk =
            [
                .. RiskLedger
                    .OfOneOrigin(signals.RiskForecasts())
                    .Select(Point)
                    .OfType<RiskTrackPoint>()
                    .TakeLast(MostPoints),
            ],
            Runs =
            [
                .. signals
                    .Notes("run", time.GetUtcNow() - s_recent)
                    .Select(body => JsonSerializer.Deserialize(body, LedgerJson.Default.LiveRun)!)
                    .Reverse(),
            ],
        };
    }

    private IReadOnlyList<TrainedExpert> Models()
    {
        try
        {
            return new EnsembleCatalog(workspace).Load().Models;
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException or PloutosException)
        {
            return []; // the daily run's status says so
        }
    }

    private static RiskTrackPoint? Point(StoredRisk risk) =>
        risk is { Record.Volatility: { } forecast and > 0, Outcome: { Late: false, Realised: > 0 } outcome }
            ? new(risk.Record.Ticker, risk.Record.AsOf, forecast, outcome.Realised)
            : null;
}
