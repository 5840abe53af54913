using System.Collections.Concurrent;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Models;

/// <summary>Candidates held against the versions that predict. Versions never change and each
/// comparison takes seconds, so each is made once for the bars there are.</summary>
internal sealed class Comparisons(IModelWorkflows models, IWorkspaceViews views)
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<
        (string Expert, string After, WorkspaceState State),
        Lazy<ModelComparison>
    > _made = new();

    /// <summary>A candidate beside the version that predicts, on the same test days.</summary>
    public ModelComparison Of(string expert, string version)
    {
        WorkspaceState now = views.State();
        if (_made.Count >= Most)
            _made.Clear();
        return _made
            .GetOrAdd((expert, version, now), key => new(() => models.DiffModels(key.Expert, null, key.After)))
            .Value;
    }
}
