using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Trees;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Evaluation;

/// <summary>What is evaluated on which days, before anything is trained.</summary>
internal sealed record PlannedEvaluation
{
    // Part of an evaluation's id: units of another engine are not mixed with this one's.
    private const int UnitFormat = 2;

    private readonly WorkspaceFolder _workspace;
    private readonly EvaluateRequest _request;

    private PlannedEvaluation(WorkspaceFolder workspace, EvaluateRequest request) =>
        (_workspace, _request) = (workspace, request);

    /// <summary>The experts that are asked for.</summary>
    public required IReadOnlyList<ExpertDefinition> Experts { get; init; }

    /// <summary>Their bars.</summary>
    public required TrainingBars Bars { get; init; }

    /// <summary>The folds.</summary>
    public required EvaluationPlan Plan { get; init; }

    /// <summary>Of each expert, by its name.</summary>
    public required Dictionary<string, HyperparameterChoice> Hyperparameters { get; init; }

    /// <summary>Names bars, folds, settings and hyperparameters.</summary>
    public required string Id { get; init; }

    /// <summary>Cores to use.</summary>
    public int Cores => Math.Clamp(_request.Cores ?? Environment.ProcessorCount, 1, 64);

    /// <summary>Reads the bars, imported first where a source is named, and lays out the folds.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public static PlannedEvaluation Of(
        WorkspaceFolder workspace,
        TimeProvider time,
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose(request.Experts);
        EvaluationPlan.Validate(request, experts);
        workspace.EnsureWritable();
        TrainingBars bars = Read(workspace, time, request, progress, cancellation);
        EvaluationPlan plan = EvaluationPlan.Make(request, bars, experts);
        var hyperparameters = EvaluationPlan
            .AllWith(experts)
            .ToDictionary(e => e.Name, e => HyperparameterFile.Find(workspace, e));
        return new(workspace, request)
        {
            Experts = experts,
            Bars = bars,
            Plan = plan,
            Hyperparameters = hyperparameters,
            Id = IdOf(request, bars, plan, hyperparameters, experts),
        };
    }

    /// <summary>Which forecasters are evaluated.</summary>
    public EvaluationSetup Setup(
        IReadOnlyList<ExpertDefinition> experts,
        IReadOnlySet<string> ablated,
        IGradientBoosting? boosting,
        IProgress<WorkflowEvent>? progress
    ) =>
        new(
            _request,
            experts,
            ablated,
            Bars,
            Plan,
            Hyperparameters,
            boosting,
            new EnsembleCatalog(_workspace).Sound((_, reason) => progress?.Report(new Note(reason, IsWarning: true)))
        );

    /// <summary>What is evaluated, in a sentence.</summary>
    public string Title(IReadOnlyList<ExpertDefinition> experts, int units) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", experts.Select(e => e.Name))} on {Counted.Of(Bars.Series.Count, "ticker")},"
                + $" {Counted.Of(Plan.Folds.Count, "fold")} ({Plan.Scheme}), tested"
                + $" {Plan.Groups[0].From:yyyy-MM-dd} to {Plan.Groups[^1].To:yyyy-MM-dd},"
                + $" {Counted.Of(units, "unit")}, id {Id}"
        );

    /// <summary>The bars of the tickers that are asked for, imported first where a source is
    /// named.</summary>
    private static TrainingBars Read(
        WorkspaceFolder workspace,
        TimeProvider time,
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        var named = NamedTickers.Of(workspace, request.Tickers);
        if (request.Source is { } source)
        {
            DataReport imported = new DataWorkflow(workspace, time).Import(
                new ImportRequest(source, named.Tickers) { Whole = true },
                progress,
                cancellation
            );
            if (named.Tickers is null)
                named = NamedTickers.Of(workspace, [.. imported.Series.Select(s => s.Ticker)]);
        }

        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        if (request.Source is null)
            named = NamedTickers.Of(workspace, request.Tickers, store);
        return TrainingBars
            .ReadNamed(store, named, progress)
            .Admit(store, request.AcceptSerious, "An evaluation", progress);
    }

    /// <summary>The same bars, folds, settings and hyperparameters give the same id, whichever of the
    /// built-in experts and ablations are asked for; experts of the workspace's files make it
    /// another one.</summary>
    private static string IdOf(
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
            text.Append(CultureInfo.InvariantCulture, $" {own.Digest} {string.Join('+', own.Baselines)}")
                .Append(own.Window is { } window ? $" {window}" : "")
                // Trees of an earlier version had learned from the validation days, too.
                .Append(own.Model == ExpertModel.Boosting ? " training" : "")
                .Append(own.Foreign is { } file ? Convert.ToHexStringLower(SHA256.HashData(file.Read())) : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
