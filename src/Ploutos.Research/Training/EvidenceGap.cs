using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>Why an expert is unproven.</summary>
public enum EvidenceGap
{
    /// <summary>It is proven.</summary>
    None,

    /// <summary>It was trained without a test range.</summary>
    Untested,

    /// <summary>An earlier version of the program made it, which kept no evidence.</summary>
    NotKept,

    /// <summary>It was tested on simulated bars and these are real, or the other way round.</summary>
    OtherOrigin,

    /// <summary>The interval of a gain over a best baseline reaches down to 0.</summary>
    NoAdvantage,
}
