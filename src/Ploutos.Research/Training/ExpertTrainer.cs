using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>Trains one expert as a request asks for, and puts it into the registry.</summary>
/// <param name="workspace">Where models and bars lie.</param>
/// <param name="time">The clock.</param>
/// <param name="bars">The bars.</param>
/// <param name="request">What is asked for.</param>
/// <param name="cores">Cores shared with other trainings.</param>
/// <param name="fitRisk">Fits the risk model, which answers the volatility question too and is fitted with its
/// expert; null where there are too few rows.</param>
/// <param name="progress">Where progress goes; may be null.</param>
internal sealed class ExpertTrainer(
    WorkspaceFolder workspace,
    TimeProvider time,
    TrainingBars bars,
    TrainRequest request,
    CoreBudget cores,
    Func<RiskModel?> fitRisk,
    IProgress<WorkflowEvent>? progress
)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>Trains it, or says what is there where that was made so already.</summary>
    /// <param name="table">The expert's.</param>
    /// <param name="begun">Called when its first training begins.</param>
    /// <param name="cancellation">Ends it.</param>
    public TrainedSummary Train(ExpertTable table, Action begun, CancellationToken cancellation)
    {
        ExpertDefinition expert = table.Expert;
        long began = time.GetTimestamp();
        HyperparameterChoice choice = HyperparameterFile.Find(workspace, expert);
        TrainingSettings settings = request.For(expert);
        DateSplit split = bars.Split(request.TestFrom, expert.Label.Horizon, settings.LongestWindow(choice));
        ModelChoices choices = EvidenceDays.Choices(choice, split, bars);
        ModelDays days = EvidenceDays.Days(choices, split, bars);
        if (
            request.OnlyOutdated
            && ModelFreshness.Find(workspace, expert, choice, days, choices, bars.Data, settings) is { } card
        )
            return Kept(expert, card);
        foreach (Note note in TrainingNotes.Before(expert, choice, choices, days, split))
            progress?.Report(note);
        TrainedExpert? before = Before(expert);
        ServedModel made = new ServedTraining(bars, cores, fitRisk).Run(
            table,
            split,
            choice,
            settings,
            Observer(expert, begun, cancellation),
            time.GetUtcNow()
        );
        if (TrainingNotes.WithoutRows(expert, made.Model.Card.Data) is { } left)
            progress?.Report(left);
        TimeSpan took = time.GetElapsedTime(began);
        // Where nothing predicts yet, a candidate would wait for nothing.
        bool candidate = request.Candidate && before is not null;
        TrainedExpert model = candidate
            ? _registry.Versions.Add(CardHeads.With(made.Model, workspace), made.Attachments)
            : _registry.Save(CardHeads.With(made.Model, workspace), made.Attachments);
        progress?.Report(
            made.BestLoss is { } loss
                ? new TrainingDone(expert.Name, made.Model.Card.BestEpoch, loss, took)
                : new Note($"{expert.Name}: {expert.Foreign!.Path} was read; nothing was trained.")
                {
                    Code = "file-read",
                    Values = [expert.Name, expert.Foreign!.Path],
                }
        );
        return Summary(model, choice, made.Test, took, candidate) with
        {
            Comparison = before is null ? null : ModelDifference.Of(before, model, table, bars.Calendar, MarketOf),
        };
    }

    /// <summary>The model that need not be made again.</summary>
    private TrainedSummary Kept(ExpertDefinition expert, ModelCard card)
    {
        progress?.Report(
            new Note($"The {expert.Name} model {card.Version} was made from these bars with these settings already.")
            {
                Code = "model-kept",
                Values = [expert.Name, card.Version],
            }
        );
        if (expert.HasRiskModel)
            fitRisk();
        return ModelFreshness.Summary(workspace, expert, card) with { Findings = bars.Findings, Notes = bars.Notes };
    }

    private TrainingObserver Observer(ExpertDefinition expert, Action begun, CancellationToken cancellation)
    {
        long? started = null;
        int tried = 0,
            bestEpoch = 0;
        double best = double.PositiveInfinity;
        return new()
        {
            OnEpoch = report =>
            {
                if (report.BestLoss < best)
                    (best, bestEpoch) = (report.BestLoss, report.Epoch);
                return TrainingProgress.Report(
                    expert,
                    report,
                    report.Epoch - bestEpoch,
                    time.GetElapsedTime(started ?? 0),
                    progress
                );
            },
            OnTrial = trial => progress?.Report(TrainingProgress.Of(expert, trial, ++tried)),
            OnStart = () =>
            {
                started = time.GetTimestamp();
                begun();
            },
            Cancellation = cancellation,
        };
    }

    private TrainedSummary Summary(
        TrainedExpert model,
        HyperparameterChoice choice,
        TestMetrics? test,
        TimeSpan took,
        bool candidate
    )
    {
        (ExpertDefinition expert, ModelCard card) = (model.Definition, model.Card);
        return new()
        {
            Expert = expert.Name,
            Seconds = took.TotalSeconds,
            Test = test,
            Simulated = card.Simulated,
            Model = candidate
                ? _registry.Versions.FolderOf(expert, card.Version)
                : Path.Combine(workspace.ModelsFolder, expert.ModelFolder),
            Candidate = candidate,
            Version = card.Version,
            Epochs = card.EpochsRun,
            BestEpoch = card.BestEpoch,
            Window = card.Window,
            WeightDecay = card.Hyperparameters.WeightDecay,
            Serving = ServingSummary.Of(card),
            HyperparametersFrom = choice.Origin,
            MaxEpochs = choice.Values.Epochs,
            SearchMaxEpochs = choice.MaxEpochs,
            Evidence = EvidenceView.Of(model, card.Simulated),
            Findings = bars.Findings,
            Notes = bars.Notes,
        };
    }

    /// <summary>The market that serves a model on days, as the store has it.</summary>
    private MarketFeatures? MarketOf(TrainedExpert model, DayRange days)
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        return ServingMarkets.Over(store, [model], request.AcceptSerious, days)?.Features;
    }

    /// <summary>The model that predicts so far; null where there is none that can be used.</summary>
    private TrainedExpert? Before(ExpertDefinition expert)
    {
        try
        {
            return _registry.Has(expert) ? _registry.Load(expert) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
