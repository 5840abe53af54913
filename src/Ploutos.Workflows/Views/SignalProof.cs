using Ploutos.Research.Training;
using Ploutos.Signals.Predict;

namespace Ploutos.Workflows.Views;

/// <summary>What is known of a signal's worth: that of the experts who gave it its direction. It is
/// proven where one of them is, which is also what STRONG asks for.</summary>
public static class SignalProof
{
    /// <summary>The verdict on a prediction's signal.</summary>
    public static ProofVerdict Of(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ProofVerdict[] directional =
        [
            .. prediction.Experts.Where(e => e.Class is "UP" or "DOWN").Select(e => e.Verdict ?? ProofVerdict.NotKnown),
        ];
        return prediction.OutOfSample == false ? ProofVerdict.NotKnown
            : directional.Contains(ProofVerdict.Proven) ? ProofVerdict.Proven
            : directional.Contains(ProofVerdict.Worse) ? ProofVerdict.Worse
            : directional.Contains(ProofVerdict.Unproven) ? ProofVerdict.Unproven
            : ProofVerdict.NotKnown;
    }
}
