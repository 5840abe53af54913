namespace Ploutos.Experts.Registry;

/// <summary>What a test on days after those of training says of a model.</summary>
public enum EvidenceVerdict
{
    /// <summary>Its gain over the best baseline is above 0 in AUC and in log-loss: the intervals
    /// lie above 0, and so do the p-values say after Holm's correction for all comparisons.</summary>
    Proven,

    /// <summary>No such gain, and no loss either: not statistically distinguishable from the best
    /// baseline.</summary>
    Unproven,

    /// <summary>In AUC or in log-loss the interval of its gain over the best baseline lies below
    /// 0.</summary>
    Worse,

    /// <summary>There is no test, or one whose figures are not defined.</summary>
    NotKnown,
}
