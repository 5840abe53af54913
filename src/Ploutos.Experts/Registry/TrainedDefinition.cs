using Ploutos.Experts.Definitions;

namespace Ploutos.Experts.Registry;

/// <summary>The file of an expert as it was when a model was trained, kept beside the model's weights: the
/// user's own file may change afterwards.</summary>
public static class TrainedDefinition
{
    internal const string FileName = "expert.json";

    /// <summary>An expert of a file as it was when a version of it was trained; null for a built-in one,
    /// and where it was not kept.</summary>
    /// <param name="modelsFolder">The folder of all models.</param>
    /// <param name="expert">The expert's name.</param>
    /// <param name="version">A version of its model.</param>
    /// <param name="read">Reads an expert's file: its content, and where it is.</param>
    public static ExpertDefinition? Find(
        string modelsFolder,
        string expert,
        string version,
        Func<byte[], string, ExpertDefinition> read
    )
    {
        ArgumentNullException.ThrowIfNull(read);
        string folder = ExpertNameRule.FolderOf(expert),
            kept = Path.Combine(modelsFolder, "versions", folder, version, FileName),
            current = Path.Combine(modelsFolder, folder, FileName),
            path = File.Exists(kept) ? kept : current;
        if (!File.Exists(path))
            return null;
        ExpertDefinition trained = read(File.ReadAllBytes(path), path);
        return path == kept || new ModelRegistry(modelsFolder).Versions.Current(trained) == version ? trained : null;
    }
}
