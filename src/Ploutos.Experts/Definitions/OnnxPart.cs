using System.Globalization;
using Ploutos.Experts.Foreign;
using Ploutos.Storage;

namespace Ploutos.Experts.Definitions;

/// <summary>The part of an expert's file that names a model of another program.</summary>
internal static class OnnxPart
{
    /// <summary>Reads it; null where the expert's model is another one.</summary>
    /// <param name="file">The expert's file.</param>
    /// <param name="model">What the expert's model is.</param>
    /// <param name="folder">The folder that the path is relative to.</param>
    /// <param name="reader">What reads the model; null where the program has none.</param>
    public static ForeignFile? Read(SettingsFile file, ExpertModel model, string folder, IForeignModelReader? reader)
    {
        if (model != ExpertModel.Onnx)
            return file.Has("onnx") ? throw file.Wrong("onnx", "belongs to the model onnx: leave it out") : null;
        SettingsFile onnx = (file.Section("onnx") ?? throw file.Missing("onnx")).Allow("file", "chosen_to");
        string name = onnx.RequiredText("file"),
            path = Path.GetFullPath(Path.Combine(folder, name)),
            home = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(name) || !path.StartsWith(home, StringComparison.Ordinal))
            throw onnx.Wrong("file", "must lie in the folder of the experts, or below it");
        if (
            !DateOnly.TryParseExact(
                onnx.RequiredText("chosen_to"),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateOnly chosenTo
            )
        )
            throw onnx.Wrong(
                "chosen_to",
                "must be a day (yyyy-MM-dd), the last that the model learned from, or that chose anything about it"
            );
        return new(path, chosenTo, reader);
    }
}
