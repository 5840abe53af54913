using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Vote;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Predict;

/// <summary>From bars and trained models to one signal; on a workspace that lacks either, they are
/// had first.</summary>
public sealed class PredictWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    /// <summary>Makes the signal of the requested ticker and records it.</summary>
    /// <exception cref="PloutosException">The ticker has no usable bars, or a setting is
    /// wrong.</exception>
    public Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (request is { Offline: true, Source: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"An offline prediction asks no source, but got the source '{request.Source}'. Give one of them."
            )
            {
                Remedies = [new ChangeOption("offline", "leave it out"), new ChangeOption("source", "leave it out")],
            };
        string ticker = TickerNames.Parse(request.Ticker);
        var data = new DataWorkflow(workspace, time);
        using BarStore store = request.Offline ? data.OpenStore() : data.OpenOrCreateStore();
        var ready = new PredictionBars(store, time, settings);
        (BarSeries bars, StoredTicker stored) = ready.Read(ticker, request, progress, cancellation);
        EnsembleDefinition definition = new EnsembleCatalog(workspace).Current();
        var training = new FirstTraining(workspace, time, definition);
        if (request.Trains && training.IsCalledFor())
            ready.Notes.Add(training.Run(store, stored, request.AcceptSerious, progress, cancellation));
        Task<RiskModel>? risk = PredictedRisk.Begin(workspace);
        if (!definition.IsPublished)
            new ThresholdRefit(workspace, time, definition).Ensure();
        var ensemble = Ensemble.Load(new ModelRegistry(workspace.ModelsFolder), definition);
        var rule = new SeriousRule(store, request.AcceptSerious);
        ServingMarkets? markets =
            bars.Count == 0 ? null : ServingMarkets.Read(store, ensemble.Models, time.GetUtcNow());
        (Prediction prediction, ServingMarket? market) = Vote(bars, stored, ensemble, markets, rule, request, ready);
        prediction = prediction with
        {
            Risk = new PredictedRisk(workspace, store, markets, risk).Of(bars, rule, ready.Notes),
        };
        if (request.Log)
            Record(PredictionRecord.Of(prediction, bars, stored, ensemble, market));
        return request.Explain
            ? prediction with
            {
                Explanation = ExplainWorkflow.Explain(ensemble.Models, bars, market?.Features),
            }
            : prediction;
    }

    /// <summary>The scores of stored tickers from their newest bars, in the order asked. Models and market
    /// are read once; nothing is fetched, trained or recorded. A ticker that can't be predicted has no score,
    /// and the reason is reported.</summary>
    /// <param name="tickers">Which.</param>
    /// <param name="most">Scores, at most; the tickers after them are not looked at.</param>
    /// <param name="acceptSerious">Whether bars with serious findings are used.</param>
    /// <param name="progress">Is told of each ticker.</param>
    /// <param name="cancellation">Stops between two tickers.</param>
    public IReadOnlyList<(string Ticker, double Score)> Scores(
        IReadOnlyList<string> tickers,
        int most,
        bool acceptSerious,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(tickers);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        Ensemble ensemble = new EnsembleCatalog(workspace).Load();
        ServingMarkets? markets = ServingMarkets.Read(store, ensemble.Models, time.GetUtcNow());
        var rule = new SeriousRule(store, acceptSerious);
        var scores = new List<(string, double)>();
        for (int i = 0; i < tickers.Count && scores.Count < most; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var request = new PredictRequest { Ticker = tickers[i], Offline = true };
            var ready = new PredictionBars(store, time, settings);
            try
            {
                (BarSeries bars, StoredTicker stored) = ready.Read(request.Ticker, request, null, cancellation);
                scores.Add(
                    (request.Ticker, Vote(bars, stored, ensemble, markets, rule, request, ready).Prediction.Score)
                );
            }
            catch (Exception e) when (e is PloutosException or MarketDataException or ArgumentException)
            {
                progress?.Report(
                    new Note($"{request.Ticker} is left out: {ParameterName.LeftOut(e.Message)}", IsWarning: true)
                );
            }

            progress?.Report(new ItemDone("compare", request.Ticker, i + 1, Math.Min(most, tickers.Count)));
        }

        return scores;
    }

    /// <summary>What the experts say of bars that the rule of serious findings admits, and the market that
    /// they were seen in.</summary>
    internal (Prediction Prediction, ServingMarket? Market) Vote(
        BarSeries bars,
        StoredTicker stored,
        Ensemble ensemble,
        ServingMarkets? markets,
        SeriousRule rule,
        PredictRequest request,
        PredictionBars ready
    )
    {
        IReadOnlyList<SeriousFinding> findings = rule.Require(
            bars,
            ensemble.RequiredBars,
            $"A prediction of {stored.Ticker}"
        );
        ready.Cautions.AddRange(findings.Select(f => new Caution(CautionKind.SeriousFinding, f.Text)));
        ServingMarket? market = bars.Count == 0 ? null : markets?.On(rule, bars.Dates[^1]);
        Prediction made = Make(bars, stored, ensemble, request, ready, time, market);
        return (made with { Findings = [.. findings.Union(made.Findings)] }, market);
    }

    private void Record(SignalRecord record)
    {
        using SignalStore signals = SignalStore.Open(workspace);
        PredictionLogIntake.Run(workspace, signals, time.GetUtcNow());
        signals.Append([record]);
    }

    /// <summary>The part without files: what the experts say of these bars, and the vote.</summary>
    /// <exception cref="NoDataException">There are too few bars.</exception>
    public static Prediction Make(
        BarSeries bars,
        StoredTicker stored,
        Ensemble ensemble,
        PredictRequest request,
        PredictionBars ready,
        TimeProvider time,
        ServingMarket? market = null
    )
    {
        string ticker = stored.Ticker;
        IReadOnlyList<TrainedExpert> models = ensemble.Models;
        if (bars.Count < ensemble.RequiredBars)
            throw new NoDataException(
                $"{ticker} must have at least {ensemble.RequiredBars} bars up to the day of the prediction "
                    + $"for the experts' features and windows, but has {bars.Count}. Fetch or import older bars."
            );
        List<Caution> cautions = ready.Cautions;
        SignalDecision decision = ensemble.Decide(bars, Thresholds(ensemble, request, cautions), market?.Features);
        if (MarketNote(ensemble, bars, market) is { } note)
            ready.Notes.Add(note);
        ready.Notes.AddRange(AbstentionNotes.Of(ensemble, decision, bars));
        ready.Notes.AddRange(market?.Findings.Select(f => $"market: {f.Text}") ?? []);
        ready.Notes.AddRange(market?.Unread.Select(u => $"{u.Key} is left out of the market: {u.Value}") ?? []);
        DateOnly asOf = bars.Dates[^1],
            today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
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
        if (NotTrainedOn(ticker, models) is { } stranger)
            cautions.Add(stranger);
        ExpertOpinion[] opinions = [.. models.Select((m, i) => Opinion(m, decision, i, simulatedBars, asOf))];
        bool outOfSample = opinions.All(o => o.DayRole!.Value.IsOutOfSample());
        if (!outOfSample)
            cautions.Add(new(CautionKind.InSample, InSample(asOf, opinions)));
        return new Prediction
        {
            Ticker = ticker,
            AsOf = asOf,
            DataAgeDays = today.DayNumber - asOf.DayNumber,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Simulated = simulatedBars || ensemble.IsSimulated,
            Signal = (request.Ungated ? decision.Raw : decision.Signal).Text(),
            RawSignal = decision.Raw.Text(),
            GateReason = decision.Reason,
            Score = decision.Score,
            WeakThreshold = decision.Thresholds.Weak,
            StrongThreshold = decision.Thresholds.Strong,
            MadeAt = time.GetUtcNow(),
            Experts = opinions,
            Ensemble = EnsembleRecord.Of(ensemble.Definition),
            OutOfSample = outOfSample,
            Warnings = [.. cautions.Select(c => c.Text)],
            Cautions = cautions,
            Notes = ready.Notes,
            Stale = ready.Stale,
            Findings = market?.Findings ?? [],
        };
    }

    /// <summary>Why a forecast that could read the market rests on the ticker's own inputs; null where
    /// it does not.</summary>
    private static string? MarketNote(Ensemble ensemble, BarSeries bars, ServingMarket? market) =>
        ensemble.Market.Count == 0
            ? null
            : market?.Features.CoverageOf(bars.Ticker, bars.Dates[^1]) switch
            {
                MarketCoverage.Covered => null,
                MarketCoverage.TooFewTickers => $"volatility: {MarketUse.TooFewTickers.Explain()}",
                MarketCoverage.TickerOutsideMarket => $"volatility: {MarketUse.TickerOutsideMarket.Explain()}",
                _ => $"volatility: {MarketUse.DayOutsideMarket.Explain()}",
            };

    private static Caution? NotTrainedOn(string ticker, IReadOnlyList<TrainedExpert> models)
    {
        string[] experts = [.. models.Where(m => !m.Card.Data.Tickers.Contains(ticker)).Select(m => m.Definition.Name)];
        return experts.Length == 0
            ? null
            : new(
                CautionKind.OtherTickers,
                $"{ticker} is none of the tickers that these experts were trained on: {string.Join(", ", experts)}. "
                    + "Their tests say nothing of it."
            )
            {
                Experts = experts,
            };
    }

    private static VoteThresholds Thresholds(Ensemble ensemble, PredictRequest request, List<Caution> cautions)
    {
        if (!ensemble.IsFitted)
            cautions.Add(
                new(
                    CautionKind.OtherThresholds,
                    "The vote's thresholds were fitted for other versions of the models. Train again to fit new ones."
                )
                {
                    Remedies = [new TrainAgain()],
                }
            );
        return new(request.Weak ?? ensemble.Thresholds.Weak, request.Strong ?? ensemble.Thresholds.Strong);
    }

    private static string InSample(DateOnly asOf, IEnumerable<ExpertOpinion> opinions) =>
        $"{asOf:yyyy-MM-dd} is IN SAMPLE, or not known to be out of it ("
        + string.Join(", ", opinions.Select(o => $"{o.Expert}: {o.DayRole!.Value.Text()}"))
        + "): the signal says nothing of the models' worth, and no expert counts as proven in its own sample.";

    private static ExpertOpinion Opinion(
        TrainedExpert model,
        SignalDecision decision,
        int expert,
        bool simulatedBars,
        DateOnly asOf
    )
    {
        double probability = decision.Probabilities[expert];
        (string low, string high) = model.Definition.ClassNames;
        ExpertEvidence proof = EvidenceView.Of(model, simulatedBars, asOf);
        return new()
        {
            Expert = model.Definition.Name,
            Class = probability > 0.5 ? high : low,
            Classes = model.Definition.IsBuiltIn ? null : [low, high],
            Probability = probability,
            Vote = decision.Votes[expert].Vote,
            Weight = decision.Votes[expert].Weight,
            Version = model.Card.Version,
            Evidence = EvidenceView.Line(proof, model.Card),
            Proven = proof.Proven,
            Verdict = proof.Verdict,
            Abstains = decision.Probabilities.Abstains(expert),
            Serving = ServingSummary.Of(model.Card),
            DayRole = DayRoles.Of(model, asOf),
            Proof = proof,
        };
    }
}
