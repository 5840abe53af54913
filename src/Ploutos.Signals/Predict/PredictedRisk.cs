using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Risk;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>The forecast of risk that goes with signals. A risk model that is not there, or can
/// forecast nothing, never keeps a signal back. Model and market are read once, for the first that is
/// asked for; safe for use by many threads.</summary>
/// <param name="workspace">Where the model lies.</param>
/// <param name="store">The bars.</param>
/// <param name="served">The markets that were read for the vote, whose bars serve again; null where no
/// serving forecaster reads one.</param>
/// <param name="begun">What <see cref="Begin"/> gave; null where the model is still to be read.</param>
internal sealed class PredictedRisk(
    WorkspaceFolder workspace,
    BarStore store,
    ServingMarkets? served,
    Task<RiskModel>? begun
)
{
    private readonly Lazy<(RiskModel Model, RiskMarkets Markets)> _atHand = new(() =>
    {
        RiskModel model = begun is null
            ? new RiskRegistry(workspace.ModelsFolder).Load()
            : begun.GetAwaiter().GetResult();
        return (model, RiskMarkets.Read(store, model, read: served));
    });

    private readonly Lazy<bool> _exists = new(() =>
        begun is not null || new RiskRegistry(workspace.ModelsFolder).Exists
    );

    /// <summary>Begins to read the model while the caller reads what votes; null where there is none. Not before
    /// a training, which may make another.</summary>
    public static Task<RiskModel>? Begin(WorkspaceFolder workspace)
    {
        var registry = new RiskRegistry(workspace.ModelsFolder);
        return registry.Exists ? Task.Run(registry.Load) : null;
    }

    /// <summary>Reads the model and its market now, all cores at work, rather than while many tickers wait for
    /// it.</summary>
    /// <param name="rule">The rule of serious findings.</param>
    /// <param name="day">A day that most of the tickers are forecast from.</param>
    public void Prepare(SeriousRule rule, DateOnly day)
    {
        if (!_exists.Value)
            return;
        try
        {
            _atHand.Value.Markets.On(rule, day);
        }
        catch (Exception e) when (IsNoForecast(e))
        {
            // Each ticker's forecast tells it.
        }
    }

    /// <summary>Bars that were read for the market; null where none were, or newer ones are stored.</summary>
    /// <param name="ticker">What the store knows of the ticker.</param>
    public BarSeries? Newest(StoredTicker ticker) =>
        _exists.Value && _atHand.IsValueCreated ? _atHand.Value.Markets.Newest(ticker) : served?.Newest(ticker);

    /// <summary>The forecast from the last of these bars; null where there is none.</summary>
    /// <param name="bars">The ticker's bars up to the day of the signal.</param>
    /// <param name="rule">The rule of serious findings.</param>
    /// <param name="notes">Is given the reason why there is none.</param>
    public RiskReport? Of(BarSeries bars, SeriousRule rule, List<string> notes)
    {
        if (!_exists.Value || bars.Count == 0)
            return null;
        try
        {
            (RiskModel model, RiskMarkets markets) = _atHand.Value;
            RiskModelAtHand.RequireOrigin(model, bars);
            return markets.Report(bars, rule, []);
        }
        catch (Exception e) when (IsNoForecast(e))
        {
            notes.Add($"no risk forecast: {ParameterName.LeftOut(e.Message)}");
            return null;
        }
    }

    private static bool IsNoForecast(Exception e) =>
        e
            is PloutosException
                or ArgumentException
                or MarketDataException
                or StorageException
                or InvalidDataException
                or FileNotFoundException;
}
