using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Models;

/// <summary>Versions of models held against each other and against what came. Versions never change and
/// each answer takes seconds, so the answers that were asked for last are kept until bars or models
/// change. What failed is tried again.</summary>
internal sealed class Comparisons(IModelWorkflows models, ISignalWorkflows signals, IWorkspaceViews views)
{
    /// <summary>Answers that are kept.</summary>
    public const int Most = 32;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<Question, Lazy<object>> _made = []; // the one asked for last at the end
    private (long Data, long Models) _madeFrom;

    /// <summary>A version beside another one, on the same test days.</summary>
    /// <param name="expert">Whose.</param>
    /// <param name="version">The one that is newer.</param>
    /// <param name="before">The other one; null for the one that predicts.</param>
    public ModelComparison Of(string expert, string version, string? before = null) =>
        Once(new("diff", expert, version, before), () => models.DiffModels(expert, before, version));

    /// <summary>How the forecasts of one or two versions came out.</summary>
    public ModelDiagnosis Diagnosis(string expert, IReadOnlyList<string> versions) =>
        versions.Count is 1 or 2
            ? Once(
                new("diagnosis", expert, versions[0], versions.Count == 2 ? versions[1] : null),
                () => models.DiagnoseModels(expert, versions)
            )
            : models.DiagnoseModels(expert, versions); // which refuses it

    /// <summary>What a version looks at, over many rows.</summary>
    public IReadOnlyList<ImportantFeature> Importance(string expert, string version) =>
        Once(new("importance", expert, version, null), () => models.ModelImportance(expert, version));

    /// <summary>What moved a version at a ticker's newest bar.</summary>
    public TickerExplanation Why(string expert, string version, string ticker) =>
        Once(
            new("why", expert, version, ticker),
            () => signals.Explain(new(ticker) { Expert = expert, Version = version })
        );

    private T Once<T>(Question asked, Func<T> make)
        where T : notnull
    {
        WorkspaceState state = views.State();
        Lazy<object>? answer;
        lock (_gate)
        {
            if (_madeFrom != (state.Data, state.Models))
            {
                _made.Clear();
                _madeFrom = (state.Data, state.Models);
            }

            if (!_made.Remove(asked, out answer))
                answer = new(() => make());
            _made.Add(asked, answer);
            if (_made.Count > Most)
                _made.RemoveAt(0);
        }

        try
        {
            return (T)answer.Value;
        }
        catch
        {
            lock (_gate)
            {
                if (_made.TryGetValue(asked, out Lazy<object>? kept) && kept == answer)
                    _made.Remove(asked);
            }

            throw;
        }
    }

    private readonly record struct Question(string What, string Expert, string Version, string? Other);
}
