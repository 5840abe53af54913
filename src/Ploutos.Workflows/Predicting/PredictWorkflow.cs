using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Workflows.Data;

namespace Ploutos.Workflows.Predicting;

/// <summary>From stored bars and trained models to one signal.</summary>
internal sealed class PredictWorkflow(Workspace workspace, TimeProvider time)
{
    private const int StaleDays = 5;

    public Prediction Predict(PredictRequest request)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        string ticker = TickerSymbol.Parse(request.Ticker);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        StoredTicker stored = store.Find(ticker)
            ?? throw new NoDataException($"The store has no bars of '{ticker}'. See what it has with 'ploutos data list', or import it: ploutos data import csv:FOLDER --tickers {ticker}.");
        BarSeries bars = store.Read(ticker);
        if (request.AsOf is { } day)
            bars = bars.UpTo(day);
        TrainedExpert[] models = [.. ExpertDefinition.All.Select(registry.Load)];
        var forecaster = new ExpertForecaster(models);
        if (bars.Count < forecaster.RequiredBars)
            throw new NoDataException($"{ticker} must have at least {forecaster.RequiredBars} bars up to the day of the prediction for the experts' features and windows, but has {bars.Count}. Import older bars.");
        Span<double> probability = stackalloc double[models.Length];
        forecaster.Predict(bars, probability);
        var warnings = new List<string>();
        VoteThresholds thresholds = Thresholds(registry, models, request, warnings);
        VoteResult vote = EnsembleVote.Default.Cast(new(probability[0], probability[1], probability[2]), thresholds);
        DateOnly asOf = bars.Dates[^1], today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        int age = today.DayNumber - asOf.DayNumber;
        bool simulatedBars = bars.Origin == DataOrigin.Simulated;
        if (age > StaleDays && request.AsOf is null && !simulatedBars)
            warnings.Add($"The newest bar is {age} days old: this signal is about {asOf:yyyy-MM-dd}, not about today.");
        if (models.Any(m => m.Card.Simulated != simulatedBars))
            warnings.Add(simulatedBars ? "The bars are simulated, but a model was trained on observed ones." : "The bars are observed, but a model was trained on SIMULATED ones: the signal means nothing.");
        ExpertVote[] votes = [vote.Momentum, vote.Reversion, vote.Volatility];
        var opinions = new List<ExpertOpinion>(models.Length);
        for (int i = 0; i < models.Length; i++)
            opinions.Add(Opinion(models[i], probability[i], votes[i]));
        var prediction = new Prediction
        {
            Ticker = ticker,
            AsOf = asOf,
            DataAgeDays = age,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Simulated = simulatedBars || models.Any(m => m.Card.Simulated),
            Signal = vote.Signal.Text(),
            Score = vote.Score,
            WeakThreshold = thresholds.Weak,
            StrongThreshold = thresholds.Strong,
            MadeAt = time.GetUtcNow(),
            Experts = opinions,
            Warnings = warnings,
        };
        if (request.Log)
            PredictionLog.Append(workspace, prediction);
        return prediction;
    }

    private static VoteThresholds Thresholds(ModelRegistry registry, TrainedExpert[] models, PredictRequest request, List<string> warnings)
    {
        (VoteThresholds fitted, bool forThese) = registry.LoadThresholds(models)
            ?? throw new FileNotFoundException("There are no thresholds of the vote yet. Train all three experts: ploutos train.");
        if (!forThese)
            warnings.Add("The vote's thresholds were fitted for other versions of the models. Train again to fit them anew.");
        return new(request.Weak ?? fitted.Weak, request.Strong ?? fitted.Strong);
    }

    private static ExpertOpinion Opinion(TrainedExpert model, double probability, ExpertVote vote)
    {
        (string low, string high) = model.Definition.ClassNames;
        return new(model.Definition.Name, probability > 0.5 ? high : low, probability, vote.Vote, vote.Weight, model.Card.Version, Evidence(model.Card));
    }

    /// <summary>One line: AUC out of sample with its interval, and whether that is more than a coin toss.</summary>
    private static string Evidence(ModelCard card)
    {
        ModelMetric auc = card.Metrics["auc"], loss = card.Metrics["log_loss"];
        string verdict = auc.Low > 0.5 ? "better than chance" : "not told apart from a coin toss";
        return string.Create(CultureInfo.InvariantCulture,
            $"out of sample {card.Days.TestFrom:yyyy-MM-dd} to {card.Days.TestTo:yyyy-MM-dd}: AUC {auc.Value:F3} [{auc.Low:F3}, {auc.High:F3}] (coin 0.500), log-loss {loss.Value:F4} (base {loss.Baseline:F4}): {verdict}");
    }
}
