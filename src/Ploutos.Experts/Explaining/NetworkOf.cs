using Ploutos.Experts.Registry;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Explaining;

/// <summary>The network that is looked into.</summary>
internal static class NetworkOf
{
    /// <summary>An expert's network.</summary>
    /// <exception cref="ArgumentException">Its model is one of another program, or boosted trees.</exception>
    public static NetworkParameters Require(TrainedExpert expert) =>
        expert.Parameters
        ?? throw new ArgumentException(
            $"The model of {expert.Definition.Name} is"
                + (expert.Definition.Foreign is null ? " boosted trees, which are" : " an ONNX file, which is")
                + " not looked into. Name an expert with a network of Ploutos.",
            nameof(expert)
        );
}
