using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Predict;

/// <summary>From bars and trained models to one signal; on a workspace that lacks either, they are
/// had first.</summary>
public sealed class PredictWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    public Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (request is { Offline: true, Source: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"--offline asks no source and --source names one ('{request.Source}'): give one of them."
            );
        string ticker = TickerNames.Parse(request.Ticker);
        var data = new DataWorkflow(workspace, time);
        using BarStore store = request.Offline ? data.OpenStore() : data.OpenOrCreateStore();
        var ready = new PredictionBars(store, time, settings);
        (BarSeries bars, StoredTicker stored) = ready.Read(ticker, request, progress, cancellation);
        var registry = new ModelRegistry(workspace.ModelsFolder);
        var training = new FirstTraining(workspace, time);
        if (training.IsCalledFor())
            ready.Notes.Add(training.Run(store, stored, progress, cancellation));
        TrainedExpert[] models = [.. ExpertDefinition.All.Select(registry.Load)];
        Prediction prediction = Make(
            ticker,
            bars,
            stored,
            new ExpertForecaster(models),
            registry.LoadThresholds(models),
            request,
            ready,
            time
        );
        if (request.Log)
            PredictionLog.Append(workspace, prediction);
        return request.Explain ? prediction with { Explanation = ExplainWorkflow.Explain(models, bars) } : prediction;
    }

    /// <summary>The part without files: what the experts say of these bars, and the vote.</summary>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    /// <exception cref="FileNotFoundException">There are no thresholds.</exception>
    public static Prediction Make(
        string ticker,
        BarSeries bars,
        StoredTicker stored,
        ExpertForecaster forecaster,
        (VoteThresholds Fitted, bool ForThese)? known,
        PredictRequest request,
        PredictionBars ready,
        TimeProvider time
    )
    {
        IReadOnlyList<TrainedExpert> models = forecaster.Experts;
        if (bars.Count < forecaster.RequiredBars)
            throw new NoDataException(
                $"{ticker} must have at least {forecaster.RequiredBars} bars up to the day of the prediction "
                    + $"for the experts' features and windows, but has {bars.Count}. Fetch or import older bars."
            );
        Span<double> probability = stackalloc double[models.Count];
        forecaster.Predict(bars, probability);
        List<Caution> cautions = ready.Cautions;
        VoteThresholds thresholds = Thresholds(known, request, cautions);
        VoteResult vote = EnsembleVote.Default.Cast(new(probability[0], probability[1], probability[2]), thresholds);
        DateOnly asOf = bars.Dates[^1],
            today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        int age = today.DayNumber - asOf.DayNumber;
        bool simulatedBars = bars.Origin == DataOrigin.Simulated;
        if (models.Any(m => m.Card.Simulated != simulatedBars))
            cautions.Add(
                simulatedBars
                    ? new(
                        CautionKind.SimulatedBars,
                        "The bars are simulated, but a model was trained on observed ones."
                    )
                    : new(
                        CautionKind.SimulatedModel,
                        "The bars are observed, but a model was trained on SIMULATED ones: the signal means nothing."
                    )
            );
        ExpertVote[] votes = [vote.Momentum, vote.Reversion, vote.Volatility];
        var opinions = new List<ExpertOpinion>(models.Count);
        for (int i = 0; i < models.Count; i++)
            opinions.Add(Opinion(models[i], probability[i], votes[i], simulatedBars));
        GatedSignal gated = SignalGate.Apply(vote.Signal, opinions[0].Proven, opinions[1].Proven);
        return new Prediction
        {
            Ticker = ticker,
            AsOf = asOf,
            DataAgeDays = age,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Simulated = simulatedBars || models.Any(m => m.Card.Simulated),
            Signal = (request.Ungated ? gated.Raw : gated.Signal).Text(),
            RawSignal = gated.Raw.Text(),
            GateReason = gated.Reason,
            Score = vote.Score,
            WeakThreshold = thresholds.Weak,
            StrongThreshold = thresholds.Strong,
            MadeAt = time.GetUtcNow(),
            Experts = opinions,
            Warnings = [.. cautions.Select(c => c.Text)],
            Cautions = cautions,
            Notes = ready.Notes,
            Stale = ready.Stale,
        };
    }

    private static VoteThresholds Thresholds(
        (VoteThresholds, bool)? known,
        PredictRequest request,
        List<Caution> cautions
    )
    {
        (VoteThresholds fitted, bool forThese) =
            known
            ?? throw new FileNotFoundException(
                "There are no thresholds of the vote yet. Train all three experts: ploutos train."
            );
        if (!forThese)
            cautions.Add(
                new(
                    CautionKind.OtherThresholds,
                    "The vote's thresholds were fitted for other versions of the models. Train again to fit them anew."
                )
            );
        return new(request.Weak ?? fitted.Weak, request.Strong ?? fitted.Strong);
    }

    internal static ExpertOpinion Opinion(TrainedExpert model, double probability, ExpertVote vote, bool simulatedBars)
    {
        (string low, string high) = model.Definition.ClassNames;
        ExpertEvidence proof = EvidenceView.Of(model, simulatedBars);
        return new(
            model.Definition.Name,
            probability > 0.5 ? high : low,
            probability,
            vote.Vote,
            vote.Weight,
            model.Card.Version,
            EvidenceView.Line(proof, model.Card)
        )
        {
            Proven = proof.Proven,
            Proof = proof,
        };
    }
}
