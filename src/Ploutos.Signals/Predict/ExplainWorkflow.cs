using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Predict;

/// <summary>Why the experts say what they say of one ticker, on the bars and models that are
/// there.</summary>
public sealed class ExplainWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Explains the forecast of the requested ticker and day, with the current
    /// models.</summary>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    public TickerExplanation Explain(ExplainRequest request)
    {
        string ticker = TickerNames.Parse(request.Ticker);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        BarSeries bars = store.Read(ticker);
        bars =
            request.AsOf is { } day ? bars.UpTo(day)
            : bars.Origin == DataOrigin.Simulated ? bars
            : bars.UpTo(TickerMarket.ClockOf(bars).LastFinished(time.GetUtcNow()));
        IReadOnlyList<TrainedExpert> models = request.Expert is { } expert
            ? [Model(expert, request.Version)]
            : new EnsembleCatalog(workspace).Load().Models;
        ServingMarket? market =
            bars.Count == 0
                ? null
                : ServingMarkets.Read(store, models)?.On(new SeriousRule(store, accept: false), bars.Dates[^1]);
        return Explain(models, bars, market?.Features);
    }

    private TrainedExpert Model(string expert, string? version)
    {
        ExpertDefinition one = new ExpertCatalog(workspace).Get(expert);
        var registry = new ModelRegistry(workspace.ModelsFolder);
        return version is null
            ? registry.Load(one)
            : registry.Versions.Load(one, registry.Versions.Resolve(one, version));
    }

    /// <summary>The same with models and bars at hand.</summary>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    public static TickerExplanation Explain(
        IReadOnlyList<TrainedExpert> models,
        BarSeries bars,
        MarketFeatures? market = null
    )
    {
        int required = models.Max(m => m.RequiredBars);
        if (bars.Count < required)
            throw new NoDataException(
                $"{bars.Ticker} must have at least {required} bars up to the day of the prediction "
                    + $"for the experts' features and windows, but has {bars.Count}. Fetch or import older bars."
            );
        return new(
            bars.Ticker,
            bars.Dates[^1],
            bars.Origin == DataOrigin.Simulated || models.Any(m => m.Card.Simulated),
            [.. models.Select(m => Contract(m, new ExpertExplainer(m).Explain(bars, market)))]
        );
    }

    private static ExpertExplanation Contract(TrainedExpert model, Explanation found)
    {
        (string low, string high) = model.Definition.ClassNames;
        IReadOnlyList<double> byFeature = found.ByFeature,
            byLag = found.ByLag;
        FeatureContribution[] features =
        [
            .. found.Features.Select(
                (name, j) =>
                    new FeatureContribution(
                        name,
                        found.Values[j],
                        found.ScaledValues[j],
                        byFeature[j],
                        [.. found.Contributions.Select(day => day[j])]
                    )
            ),
        ];
        return new()
        {
            Expert = model.Definition.Name,
            Class = found.Probability > 0.5 ? high : low,
            Classes = model.Definition.IsBuiltIn ? null : [low, high],
            Probability = found.Probability,
            Margin = found.Margin,
            BaseMargin = found.BaseMargin,
            Unexplained = found.Unexplained,
            CalibrationSlope = model.Simple is null ? model.Calibrator.Slope : 1,
            CalibrationIntercept = model.Simple is null ? model.Calibrator.Intercept : 0,
            Forecaster = model.Simple?.Forecaster,
            Features = [.. features.OrderByDescending(f => Math.Abs(f.Contribution))],
            Days =
            [
                .. found.Days.Select(
                    (day, lag) =>
                        new DayContribution(lag, day, byLag[lag], found.Attention[lag], found.AttentionPrior[lag])
                ),
            ],
            Version = model.Card.Version,
        };
    }
}
