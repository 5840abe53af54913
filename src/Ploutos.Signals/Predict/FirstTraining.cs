using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Predict;

/// <summary>Trains the experts that vote for the first prediction of a workspace, and says so plainly. A
/// first training that was interrupted goes on with those that are missing. Once the vote was
/// fitted, a missing model is a fault that the user is told of.</summary>
internal sealed class FirstTraining(WorkspaceFolder workspace, TimeProvider time, EnsembleDefinition ensemble)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>Fewest bars of the longest series: below, the features' warm-up (a trading year)
    /// leaves too few rows for three parts.</summary>
    private const int LeastBars = 600;

    /// <summary>Tickers below which the note says that they are few.</summary>
    private const int FewTickers = 10;

    /// <summary>Trains on all tickers of the store that have the origin of the one to predict;
    /// returns the note.</summary>
    /// <exception cref="PloutosException">There are too few bars to train on.</exception>
    public string Run(
        BarStore store,
        StoredTicker wanted,
        bool acceptSerious,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        StoredTicker[] tickers = [.. store.List().Where(t => t.Origin == wanted.Origin)];
        if (tickers.Max(t => t.Rows) is var longest && longest < LeastBars)
        {
            throw new PloutosException(
                Fault.TooFewBars,
                $"There is no model yet, and training one needs at least {LeastBars} bars of a ticker, "
                    + $"but the longest series has {longest}. "
                    + "Fetch older bars, then train."
            )
            {
                Remedies = [new FetchUniverse("guide"), new TrainAgain()],
            };
        }

        string[] missing = [.. ensemble.Experts.Where(e => !_registry.Has(e)).Select(e => e.Name)];
        string who =
            ensemble.IsPublished && missing.Length == ExpertDefinition.All.Length
                ? "three experts"
                : $"missing experts ({string.Join(", ", missing)})";
        progress?.Report(
            new Note($"There is no full set of models yet: the {who} are trained now on the bars there are.")
        );
        long started = time.GetTimestamp();
        new TrainWorkflow(workspace, time).Train(
            new TrainRequest
            {
                Experts = missing,
                Tickers = [.. tickers.Select(t => t.Ticker)],
                AcceptSerious = acceptSerious,
            },
            progress,
            cancellation
        );
        string[] learned =
        [
            .. missing
                .SelectMany(e => _registry.Load(ensemble.Experts.Single(x => x.Name == e)).Card.Data.Tickers)
                .Distinct(),
        ];
        int bars = tickers.Where(t => learned.Contains(t.Ticker)).Sum(t => t.Rows);
        string few =
            learned.Length == 1 ? " A single ticker is little:"
            : learned.Length < FewTickers ? " That is little:"
            : "";
        string advice = few.Length > 0 ? $"{few} fetch more and train again." : "";
        return string.Create(
                CultureInfo.InvariantCulture,
                $"The {who} were trained just now, in {time.GetElapsedTime(started).TotalSeconds:0} s, "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"on {learned.Length} ticker(s) and {bars:N0}" + $" bars.{advice}"
            );
    }

    /// <summary>Whether models are missing of a set that was never whole.</summary>
    public bool IsCalledFor() => !ensemble.Experts.All(_registry.Has) && _registry.LoadThresholds([], ensemble) is null;
}
