using Ploutos.Experts.Definitions;
using Ploutos.Features;

namespace Ploutos.Experts.Risk;

/// <summary>Names of the risk model's inputs, in the order of the columns.</summary>
public static class RiskInputs
{
    /// <summary>How many of the own inputs, from the first, are those of log-range HAR. A row
    /// without one of these is not used; any other missing input counts as its mean.</summary>
    public const int HarCount = 4;

    private static readonly Dictionary<RiskInputSet, string[]> s_names = new()
    {
        [RiskInputSet.Har] = [.. FeatureSet.Risk.Names.Take(HarCount)],
        [RiskInputSet.Own] = [.. FeatureSet.Risk.Names],
        [RiskInputSet.Market] = [.. RiskDefinition.BuiltIn.Features.Names],
        [RiskInputSet.Ewma] = [.. FeatureSet.ExponentialVolatility.Names],
        [RiskInputSet.Deviation20] = [.. FeatureSet.Deviation20.Names],
    };

    /// <summary>Names of the inputs of a set.</summary>
    public static IReadOnlyList<string> Names(RiskInputSet set) => s_names[set];
}
