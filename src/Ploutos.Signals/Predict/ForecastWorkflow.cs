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
    /// <summary>Forecasts a ticker by the model of an expert, or by an ONNX file on the expert's
    /// inputs.</summary>
    /// <param name="expert">The expert; null for the one that the ONNX file names.</param>
    /// <param name="request">The ticker, its day, where its bars come from, and the ONNX file.</param>
    /// <param name="progress">Is told of what is fetched.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PloutosException">There is no such expert, or the bars can't be used.</exception>
    /// <exception cref="NoModelException">It has no model.</exception>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    public ExpertForecast Forecast(
        string? expert,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var catalog = new ExpertCatalog(workspace);
        IAnswer answer = request.Model is { } file
            ? ForeignAnswer.Read(file, expert, catalog, workspace.ForeignModels)
            : new ExpertAnswer(new ModelRegistry(workspace.ModelsFolder).Load(catalog.Get(expert!)));
        using var own = answer as IDisposable;
        ExpertDefinition definition = answer.Expert;
        string ticker = TickerNames.Parse(request.Ticker);
        var data = new DataWorkflow(workspace, time);
        using BarStore store = request.Offline ? data.OpenStore() : data.OpenOrCreateStore();
        var ready = new PredictionBars(store, time, settings);
        (BarSeries bars, StoredTicker stored) = ready.Read(ticker, request, progress, cancellation);
        if (bars.Count < answer.RequiredBars)
            throw new NoDataException(
                $"{ticker} must have at least {answer.RequiredBars} bars up to the day of the forecast for the"
                    + $" inputs and the window of {definition.Name}, but has {bars.Count}. Fetch or import older bars."
            );
        IReadOnlyList<SeriousFinding> findings = new SeriousRule(store, request.AcceptSerious).Require(
            bars,
            answer.RequiredBars,
            $"A forecast of {ticker}"
        );
        DateOnly asOf = bars.Dates[^1];
        ServingMarket? market = answer.Markets(store)?.On(new(store, request.AcceptSerious), asOf);
        double probability = answer.Probability(bars, market?.Features);
        bool simulated = bars.Origin == DataOrigin.Simulated;
        (bool isProven, string evidence) = answer.Evidence(simulated, asOf);
        return new()
        {
            Ticker = ticker,
            AsOf = asOf,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Simulated = simulated || answer.Simulated == true,
            Expert = definition.Name,
            Class = probability > 0.5 ? definition.ClassNames.High : definition.ClassNames.Low,
            Probability = probability,
            Question = definition.Label.Question,
            Horizon = definition.Label.Horizon,
            Version = answer.Version,
            Abstains = answer.Abstains,
            Proven = isProven,
            Evidence = evidence,
            Warnings =
            [
                .. ready.Cautions.Select(c => c.Text),
                .. findings.Select(f => f.Text),
                .. market?.Findings.Select(f => $"market: {f.Text}") ?? [],
                .. market?.Unread.Select(u => $"{u.Key} is left out of the market: {u.Value}") ?? [],
                .. answer.IsOutOfSample(asOf)
                    ? Array.Empty<string>()
                    :
                    [
                        $"{asOf:yyyy-MM-dd} is IN SAMPLE of the model, or not known to be out of it: the forecast says"
                            + " nothing of its worth.",
                    ],
                .. answer.Simulated is null || simulated == answer.Simulated
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
