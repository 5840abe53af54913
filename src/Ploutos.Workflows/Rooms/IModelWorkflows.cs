using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Rooms;

/// <summary>The versions of the models. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IModelWorkflows
{
    /// <summary>The versions of the models that are at hand, an expert after the other, the newest
    /// first.</summary>
    /// <param name="expert">momentum, reversion, volatility; null for all.</param>
    IReadOnlyList<ModelVersion> Models(string? expert = null);

    /// <summary>Lets another version predict; the one before stays at hand. A broken one is
    /// refused, and nothing changes.</summary>
    /// <param name="expert">momentum, reversion, volatility.</param>
    /// <param name="version">Its name, or the beginning or the end of it.</param>
    ModelSwitch UseModel(string expert, string version);

    /// <summary>Goes back to the version that predicted before this one; a second rollback undoes
    /// the first.</summary>
    /// <param name="expert">momentum, reversion, volatility; null or all for each that has an
    /// earlier version.</param>
    IReadOnlyList<ModelSwitch> RollbackModel(string? expert = null);

    /// <summary>Lets candidates predict: versions that a training stored without putting them to
    /// use. Those before stay at hand.</summary>
    /// <param name="expert">momentum, reversion, volatility; null or all for each that has a
    /// candidate.</param>
    /// <param name="version">Its name, or the beginning or the end of it; null for the newest.</param>
    IReadOnlyList<ModelSwitch> PromoteModels(string? expert = null, string? version = null);

    /// <summary>Two versions of an expert's model on the same test days, which neither was made
    /// from.</summary>
    /// <param name="expert">momentum, reversion, volatility.</param>
    /// <param name="before">A version; null for the one that predicts.</param>
    /// <param name="after">A version; null for the newest candidate, else the newest other one.</param>
    ModelComparison DiffModels(string expert, string? before = null, string? after = null);

    /// <summary>How one version's forecasts came out on days that it was not made from, or those of two on
    /// the same rows.</summary>
    /// <param name="expert">momentum, reversion, volatility.</param>
    /// <param name="versions">One or two versions.</param>
    ModelDiagnosis DiagnoseModels(string expert, IReadOnlyList<string> versions);

    /// <summary>What a version's network loses out of sample when a feature is shuffled, the most important
    /// first. Takes seconds.</summary>
    /// <param name="expert">momentum, reversion, volatility.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops it.</param>
    IReadOnlyList<ImportantFeature> ModelImportance(
        string expert,
        string version,
        CancellationToken cancellation = default
    );

    /// <summary>Writes a model as an ONNX file.</summary>
    ExportedModel ExportModel(ModelExportRequest request);
}
