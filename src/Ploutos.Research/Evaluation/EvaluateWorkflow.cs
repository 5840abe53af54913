using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Trees;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Evaluation;

/// <summary>Holds V7.1 against V7, baselines and itself with parts left out, on the same folds,
/// out of sample. Models of the workspace are neither read nor changed: each fold trains its
/// own.</summary>
/// <param name="workspace">Where bars and results lie.</param>
/// <param name="time">The clock.</param>
/// <param name="boosting">Gradient boosting as a baseline; null where the program has none, which the
/// result notes.</param>
public sealed class EvaluateWorkflow(WorkspaceFolder workspace, TimeProvider time, IGradientBoosting? boosting = null)
{
    /// <summary>Evaluates the requested experts; a run that was interrupted continues with the
    /// units that are missing.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        var planned = PlannedEvaluation.Of(workspace, time, request, progress, cancellation);
        (TrainingBars bars, EvaluationPlan plan, string id) = (planned.Bars, planned.Plan, planned.Id);
        int cores = planned.Cores;
        long started = time.GetTimestamp();
        using UnitStore units = UnitStore.Open(Path.Combine(EvaluationFile.FolderOf(workspace), id), id, time);
        (IReadOnlyList<ExpertDefinition> experts, IReadOnlySet<string> ablated) = WithWhatWasEvaluated(
            planned.Experts,
            request.Ablation,
            units.Folder
        );
        EvaluationSetup setup = planned.Setup(experts, ablated, boosting, progress);
        ExpertTable[] tables = ExpertTable.Build(experts, bars.Series);
        var rows = new RowSpace(bars.Series);
        IReadOnlyList<UnitWork> work = setup.Units(tables);
        progress?.Report(new StageStarted("evaluate", planned.Title(experts, work.Count)));
        foreach (string note in setup.Notes)
            progress?.Report(new Note(note));
        if (request.Merge is { } shared)
            EvaluateShardWorkflow.Merge(new(shared, id), units, work);
        IReadOnlyList<UnitResult> results = new UnitQueue(units, rows, time, progress).Run(work, cores, cancellation);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new StageStarted("measure", "metrics, intervals and differences"));
        IReadOnlyList<QuestionEvaluation> questions = new EvaluationScoring(setup, tables, rows, results, cores).Run(
            units.Folder
        );
        EvaluationResult result = new()
        {
            Format = EvaluationResult.CurrentFormat,
            Id = id,
            CreatedAt = time.GetUtcNow(),
            Simulated = bars.Data.Origin == DataOrigin.Simulated,
            Tickers = bars.Data.Tickers,
            DataHash = bars.Data.Hash,
            Settings = Settings(request, plan, experts, planned.Hyperparameters),
            Folds =
            [
                .. plan.Folds.Select(
                    (f, i) => new EvaluationFold(i + 1, Days(f.Train), Days([f.Validation])[0], Days(f.Test))
                ),
            ],
            Questions = questions,
            Findings = bars.Findings,
            Notes = [.. bars.Findings.Select(f => f.Text), .. bars.Notes, .. setup.Notes],
            Seconds = time.GetElapsedTime(started).TotalSeconds,
            Folder = units.Folder,
        };
        new TrialLedger(workspace, time).Record(TrialEntries.Of(result));
        EvidenceReport.Write(EvaluationReport.Of(result), Path.Combine(result.Folder, "report.html"));
        EvaluationFile.Write(result);
        return result;
    }

    private static EvaluationSettings Settings(
        EvaluateRequest request,
        EvaluationPlan plan,
        IReadOnlyList<ExpertDefinition> experts,
        Dictionary<string, HyperparameterChoice> hyperparameters
    )
    {
        var bootstrap = new BootstrapOptions();
        return new()
        {
            Scheme = plan.Scheme,
            FirstTest = plan.Groups[0].From,
            LastTest = plan.Groups[^1].To,
            TrainDays = plan.TrainDays,
            TestGroups = plan.TestGroups,
            Paths = plan.Paths.Length,
            Purge = plan.Purge,
            Embargo = plan.Embargo,
            Window = request.Window,
            Windows = experts.Any(e => e.Window is not null)
                ? experts.Where(e => e.Window is not null).ToDictionary(e => e.Name, e => e.Window!.Value)
                : null,
            Seed = request.Seed,
            Level = bootstrap.Level,
            Resamples = bootstrap.Resamples,
            BlockDays = bootstrap.BlockDays,
            Hyperparameters = experts.ToDictionary(e => e.Name, e => hyperparameters[e.Name].Origin),
            Chosen = experts.ToDictionary(e => e.Name, e => EvaluationSubject.Text(hyperparameters[e.Name].Values)),
        };
    }

    /// <summary>The same evaluation asked for fewer experts, or without an ablation, keeps in its
    /// file what was evaluated before: the units are there.</summary>
    private static (IReadOnlyList<ExpertDefinition> Experts, IReadOnlySet<string> Ablated) WithWhatWasEvaluated(
        IReadOnlyList<ExpertDefinition> experts,
        bool ablation,
        string folder
    )
    {
        IReadOnlyList<QuestionEvaluation> before =
            EvaluationFile.TryRead(Path.Combine(folder, EvaluationFile.Name))?.Questions ?? [];
        QuestionEvaluation? Known(ExpertDefinition expert) => before.FirstOrDefault(q => q.Question == expert.Name);
        bool WasAblated(ExpertDefinition expert) => Known(expert)?.Forecasters.Any(f => f.Kind == "ablation") == true;
        IReadOnlyList<ExpertDefinition> all = EvaluationPlan.AllWith(experts);
        return (
            [.. all.Where(e => experts.Contains(e) || Known(e) is not null)],
            all.Where(e => (ablation && experts.Contains(e)) || WasAblated(e)).Select(e => e.Name).ToHashSet()
        );
    }

    private static EvaluationDays[] Days(IReadOnlyList<DayRange> ranges) =>
        [.. ranges.Select(r => new EvaluationDays(r.From, r.To))];
}
