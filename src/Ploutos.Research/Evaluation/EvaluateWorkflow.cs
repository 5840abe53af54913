using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Metrics;
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
    // Part of an evaluation's id: units of another engine are not mixed with this one's.
    private const int UnitFormat = 2;

    /// <summary>Evaluates the requested experts; a run that was interrupted continues with the
    /// units that are missing.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose(request.Experts);
        EvaluationPlan.Validate(request, experts);
        workspace.EnsureWritable();
        TrainingBars bars = Read(request, progress, cancellation);
        EvaluationPlan plan = EvaluationPlan.Make(request, bars, experts);
        var hyperparameters = EvaluationPlan
            .AllWith(experts)
            .ToDictionary(e => e.Name, e => HyperparameterFile.Find(workspace, e));
        string id = Id(request, bars, plan, hyperparameters, experts);
        int cores = Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64);
        long started = time.GetTimestamp();
        using UnitStore units = UnitStore.Open(Path.Combine(EvaluationFile.FolderOf(workspace), id), id, time);
        (experts, IReadOnlySet<string> ablated) = WithWhatWasEvaluated(experts, request.Ablation, units.Folder);
        var setup = new EvaluationSetup(
            request,
            experts,
            ablated,
            bars,
            plan,
            hyperparameters,
            boosting,
            new EnsembleCatalog(workspace).Sound((_, reason) => progress?.Report(new Note(reason, IsWarning: true)))
        );
        ExpertTable[] tables = ExpertTable.Build(experts, bars.Series);
        var rows = new RowSpace(bars.Series);
        IReadOnlyList<UnitWork> work = setup.Units(tables);
        progress?.Report(new StageStarted("evaluate", Title(experts, bars, plan, work.Count, id)));
        foreach (string note in setup.Notes)
            progress?.Report(new Note(note));
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
            Settings = Settings(request, plan, experts, hyperparameters),
            Folds =
            [
                .. plan.Folds.Select(
                    (f, i) => new EvaluationFold(i + 1, Days(f.Train), Days([f.Validation])[0], Days(f.Test))
                ),
            ],
            Questions = questions,
            Findings = bars.Findings,
            Notes = [.. bars.Findings.Select(f => f.Text), .. setup.Notes],
            Seconds = time.GetElapsedTime(started).TotalSeconds,
            Folder = units.Folder,
        };
        new TrialLedger(workspace, time).Record(TrialEntries.Of(result));
        EvidenceReport.Write(EvaluationReport.Of(result), Path.Combine(result.Folder, "report.html"));
        EvaluationFile.Write(result);
        return result;
    }

    /// <summary>The bars of the tickers that are asked for, imported first where a source is
    /// named.</summary>
    private TrainingBars Read(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<string>? tickers = request.Tickers;
        if (request.Source is { } source)
            tickers =
            [
                .. new DataWorkflow(workspace, time)
                    .Import(new ImportRequest(source, request.Tickers) { Whole = true }, progress, cancellation)
                    .Series.Select(s => s.Ticker),
            ];
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        return TrainingBars
            .Read(store, tickers, progress)
            .Admit(store, request.AcceptSerious, "An evaluation", progress);
    }

    private static string Title(
        IReadOnlyList<ExpertDefinition> experts,
        TrainingBars bars,
        EvaluationPlan plan,
        int units,
        string id
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", experts.Select(e => e.Name))} on {bars.Series.Count} tickers, {plan.Folds.Count} folds"
                + $" ({plan.Scheme}), tested {plan.Groups[0].From:yyyy-MM-dd} to {plan.Groups[^1].To:yyyy-MM-dd},"
                + $" {units} units, id {id}"
        );

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

    /// <summary>The same bars, folds, settings and hyperparameters give the same id, whichever of the
    /// built-in experts and ablations are asked for; experts of the workspace's files make it
    /// another one.</summary>
    private static string Id(
        EvaluateRequest request,
        TrainingBars bars,
        EvaluationPlan plan,
        Dictionary<string, HyperparameterChoice> hyperparameters,
        IReadOnlyList<ExpertDefinition> experts
    )
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{UnitFormat} {bars.Data.Hash} {plan.Scheme} {plan.Purge} {plan.Embargo} {request.Window} {request.Seed}"
        );
        foreach (PurgedFold fold in plan.Folds)
            text.Append(
                CultureInfo.InvariantCulture,
                $" {string.Join('+', fold.Train)}/{fold.Validation}/{string.Join('+', fold.Test)}"
            );
        foreach (
            (string name, HyperparameterChoice choice) in hyperparameters.OrderBy(p => p.Key, StringComparer.Ordinal)
        )
            text.Append(CultureInfo.InvariantCulture, $" {name} {EvaluationSubject.Text(choice.Values)}");
        foreach (ExpertDefinition own in experts.Where(e => !e.IsBuiltIn))
            text.Append(CultureInfo.InvariantCulture, $" {own.Digest} {string.Join('+', own.Baselines)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
