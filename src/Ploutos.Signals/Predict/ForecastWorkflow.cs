using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Predict;

/// <summary>What one expert alone forecasts, of a file or built in. There is no vote, and nothing is
/// recorded.</summary>
public sealed class ForecastWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    /// <summary>Forecasts a ticker by the model of an expert.</summary>
    /// <exception cref="PloutosException">There is no such expert, or the bars can't be used.</exception>
    /// <exception cref="NoModelException">It has no model.</exception>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    public ExpertForecast Forecast(
        string expert,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ExpertDefinition definition = new ExpertCatalog(workspace).Get(expert);
        TrainedExpert model = new ModelRegistry(workspace.ModelsFolder).Load(definition);
        string ticker = TickerNames.Parse(request.Ticker);
        var data = new DataWorkflow(workspace, time);
        using BarStore store = request.Offline ? data.OpenStore() : data.OpenOrCreateStore();
        var ready = new PredictionBars(store, time, settings);
        (BarSeries bars, StoredTicker stored) = ready.Read(ticker, request, progress, cancellation);
        var forecaster = new ExpertForecaster([model]);
        if (bars.Count < forecaster.RequiredBars)
            throw new NoDataException(
                $"{ticker} must have at least {forecaster.RequiredBars} bars up to the day of the forecast for the"
                    + $" inputs and the window of {definition.Name}, but has {bars.Count}. Fetch or import older bars."
            );
        IReadOnlyList<SeriousFinding> findings = new SeriousRule(store, request.AcceptSerious).Require(
            bars,
            forecaster.RequiredBars,
            $"A forecast of {ticker}"
        );
        double[] probability = new double[1];
        DateOnly asOf = bars.Dates[^1];
        ServingMarket? market = ServingMarkets.Read(store, [model])?.On(new(store, request.AcceptSerious), asOf);
        forecaster.Predict(bars, probability, market?.Features);
        bool simulated = bars.Origin == DataOrigin.Simulated;
        ExpertEvidence proof = EvidenceView.Of(model, simulated, asOf);
        return new()
        {
            Ticker = ticker,
            AsOf = asOf,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Simulated = simulated || model.Card.Simulated,
            Expert = definition.Name,
            Class = probability[0] > 0.5 ? definition.ClassNames.High : definition.ClassNames.Low,
            Probability = probability[0],
            Question = definition.Label.Question,
            Horizon = definition.Label.Horizon,
            Version = model.Card.Version,
            Abstains = model.Abstains,
            Proven = proof.Proven,
            Evidence = EvidenceView.Line(proof, model.Card),
            Warnings =
            [
                .. ready.Cautions.Select(c => c.Text),
                .. findings.Select(f => f.Text),
                .. market?.Findings.Select(f => $"market: {f.Text}") ?? [],
                .. market?.Unread.Select(u => $"{u.Key} is left out of the market: {u.Value}") ?? [],
                .. model.IsOutOfSample(asOf)
                    ? Array.Empty<string>()
                    :
                    [
                        $"{asOf:yyyy-MM-dd} is IN SAMPLE of the model, or not known to be out of it: the forecast says"
                            + " nothing of its worth.",
                    ],
                .. simulated == model.Card.Simulated
                    ? Array.Empty<string>()
                    :
                    [
                        "Either the bars or those that the model learned from are SIMULATED: the forecast means"
                            + " nothing.",
                    ],
            ],
            Notes = ready.Notes,
        };
    }
}
