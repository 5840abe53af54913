using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Trees;

namespace Ploutos.Experts.Registry;

/// <summary>The model in a folder of the registry that is no network of Ploutos: one of another program, or
/// boosted trees.</summary>
internal static class KeptForeign
{
    /// <summary>The name of its file; null where the expert's model is a network.</summary>
    public static string? FileOf(ExpertDefinition expert) =>
        expert.Model switch
        {
            ExpertModel.Onnx => ForeignFile.KeptAs,
            ExpertModel.Boosting => BoostedTrees.KeptAs,
            _ => null,
        };

    /// <summary>Reads it, and says how it serves.</summary>
    /// <exception cref="InvalidDataException">It does not fit its card, or can't be read here.</exception>
    public static ModelServing Read(ExpertDefinition expert, string folder, ModelCard card, byte[] content)
    {
        (string name, string what) = expert.Foreign is null
            ? (ModelServing.Boosting, "boosted trees serve")
            : (ModelServing.Onnx, "an ONNX model serves");
        if (card.Serving is not { } serving || serving.Forecaster != name)
            throw Broken(folder, $"its card does not say that {what}");
        string path = Path.Combine(folder, FileOf(expert)!);
        IForeignModel model = expert.Foreign is { } foreign
            ? ForeignFile.Require(foreign.Reader).Read(content, path, expert.Features.Count)
            : BoostedTrees.Read(content, path, expert.Features.Count);
        return model.Window == card.Window
            ? serving with
            {
                Foreign = new(model, expert.Features, content),
            }
            : throw Broken(folder, $"its model sees {model.Window} bar(s), but its card names {card.Window}");
    }

    private static InvalidDataException Broken(string folder, string rule) =>
        new($"The model in '{folder}' can't be used: {rule}. Train the expert again.");
}
