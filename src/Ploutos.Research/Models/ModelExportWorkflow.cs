using Ploutos.Experts.Definitions;
using Ploutos.Experts.Export;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Models;

/// <summary>Writes a model as an ONNX file, for programs that are not Ploutos.</summary>
public sealed class ModelExportWorkflow(WorkspaceFolder workspace)
{
    /// <summary>Writes the file.</summary>
    /// <exception cref="PloutosException">The request names no single expert.</exception>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">The model is broken, or the version stands for several.</exception>
    /// <exception cref="StorageException">The file may not be written.</exception>
    public ExportedModel Export(ModelExportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string file = UserFile.Check(request.File, request.Replace);
        (ExportedModel exported, byte[] content) = request.Expert.Equals(
            RiskRegistry.Name,
            StringComparison.OrdinalIgnoreCase
        )
            ? Risk(request, file)
            : Expert(request, file);
        UserFile.Write(file, content, request.Replace);
        return exported;
    }

    private (ExportedModel, byte[]) Expert(ModelExportRequest request, string file)
    {
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose([request.Expert]);
        if (experts.Count != 1)
            throw new PloutosException(
                Fault.WrongUsage,
                $"A file holds the model of one expert, but got '{request.Expert}': name one, or {RiskRegistry.Name}."
            );
        var registry = new ModelRegistry(workspace.ModelsFolder);
        TrainedExpert model = request.Version is { } version
            ? registry.Versions.Load(experts[0], registry.Versions.Resolve(experts[0], version))
            : registry.Load(experts[0]);
        byte[] content = ExpertOnnx.Write(model);
        return (
            new(
                model.Definition.Name,
                model.Card.Version,
                model.Simple?.Forecaster ?? ModelServing.Network,
                model.Simple is null ? model.Window : 1,
                ExpertOnnx.InputsOf(model),
                file
            )
            {
                Bytes = content.Length,
            },
            content
        );
    }

    private (ExportedModel, byte[]) Risk(ModelExportRequest request, string file)
    {
        var registry = new RiskRegistry(workspace.ModelsFolder);
        RiskModel model = request.Version is { } version ? registry.Load(version) : registry.Load();
        byte[] content = RiskOnnx.Write(model);
        return (
            new(RiskRegistry.Name, model.Card.Version, RiskRegistry.Name, 1, RiskOnnx.InputsOf(model), file)
            {
                Bytes = content.Length,
            },
            content
        );
    }
}
