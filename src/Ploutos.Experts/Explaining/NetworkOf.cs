using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Explaining;

/// <summary>The network that is looked into.</summary>
internal static class NetworkOf
{
    /// <summary>An expert's network.</summary>
    /// <exception cref="ArgumentException">Its model is no network of Ploutos: a linear one, one of another
    /// program, or boosted trees. The network that is kept beside a linear one is never asked.</exception>
    public static NetworkParameters Require(TrainedExpert expert)
    {
        string? other = expert.Definition.Model switch
        {
            ExpertModel.Linear => "linear, and has no network that is",
            ExpertModel.Boosting => "boosted trees, which are not",
            ExpertModel.Onnx => "an ONNX file, which is not",
            _ => null,
        };
        return other is null && expert.Parameters is { } network
            ? network
            : throw new ArgumentException(
                $"The model of {expert.Definition.Name} is {other} looked into. Name an expert with a network of"
                    + " Ploutos.",
                nameof(expert)
            );
    }
}
