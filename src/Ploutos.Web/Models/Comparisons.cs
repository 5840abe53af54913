using System.Collections.Concurrent;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Models;

/// <summary>Versions of models held against each other and against what came. Versions never change and
/// each answer takes seconds, so each is made once for the bars there are.</summary>
internal sealed class Comparisons(IModelWorkflows models, ISignalWorkflows signals, IWorkspaceViews views)
{
    private const int Most = 32;

    private readonly ConcurrentDictionary<(string Asked, WorkspaceState State), Lazy<object>> _made = new();

    /// <summary>A version beside another one, on the same test days.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="version">The one that is newer.</param>
    /// <param name="before">The other one; null for the one that predicts.</param>
    public ModelComparison Of(string expert, string version, string? before = null) =>
        Once($"diff {expert} {before} {version}", () => models.DiffModels(expert, before, version));

    /// <summary>How the forecasts of one or two versions came out.</summary>
    public ModelDiagnosis Diagnosis(string expert, IReadOnlyList<string> versions) =>
        Once($"diagnosis {expert} {string.Join(' ', versions)}", () => models.DiagnoseModels(expert, versions));

    /// <summary>What a version looks at, over many rows.</summary>
    public IReadOnlyList<ImportantFeature> Importance(string expert, string version) =>
        Once($"importance {expert} {version}", () => models.ModelImportance(expert, version));

    /// <summary>What moved a version at a ticker's newest bar.</summary>
    public TickerExplanation Why(string expert, string version, string ticker) =>
        Once(
            $"why {expert} {version} {ticker}",
            () => signals.Explain(new(ticker) { Expert = expert, Version = version })
        );

    private T Once<T>(string asked, Func<T> make)
        where T : notnull
    {
        if (_made.Count >= Most)
            _made.Clear();
        return (T)_made.GetOrAdd((asked, views.State()), _ => new(() => make())).Value;
    }
}
