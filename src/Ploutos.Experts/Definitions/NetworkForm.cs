using Ploutos.Neural.Kernels;

namespace Ploutos.Experts.Definitions;

/// <summary>What of a network's shape no search chooses.</summary>
/// <param name="Activation">Of stack and classifier.</param>
/// <param name="Heads">Of the attention; the last hidden width must be a multiple.</param>
/// <param name="Skip">Weight of the attention's output beside the stack's.</param>
/// <param name="ClassifierWidth">Width of the classifier's hidden layer.</param>
/// <param name="ClassifierDropout">Dropout after its activation.</param>
public sealed record NetworkForm(
    Activation Activation,
    int Heads,
    float Skip,
    int ClassifierWidth,
    float ClassifierDropout
);
