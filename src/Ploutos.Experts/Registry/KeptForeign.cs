using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Registry;

/// <summary>The model of another program in a folder of the registry.</summary>
internal static class KeptForeign
{
    /// <summary>Reads it, and says how it serves.</summary>
    /// <exception cref="InvalidDataException">It does not fit its card, or can't be read here.</exception>
    public static ModelServing Read(
        ExpertDefinition expert,
        ForeignFile foreign,
        string folder,
        ModelCard card,
        byte[] content
    )
    {
        if (card.Serving is not { IsForeign: true } serving)
            throw Broken(folder, "its card does not say that an ONNX model serves");
        IForeignModel model = ForeignFile
            .Require(foreign.Reader)
            .Read(content, Path.Combine(folder, ForeignFile.KeptAs), expert.Features.Count);
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
