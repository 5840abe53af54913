using Ploutos.Experts.Definitions;

namespace Ploutos.Experts.Selection;

/// <summary>What may be chosen on the folds.</summary>
/// <param name="Windows">Bars that attention sees; the first is the default.</param>
/// <param name="WeightDecays">Weight decays; the first is the default.</param>
public sealed record SelectionSpace(IReadOnlyList<int> Windows, IReadOnlyList<double> WeightDecays)
{
    /// <summary>Windows that are chosen among where none is asked for, the default first.</summary>
    public static IReadOnlyList<int> AllWindows { get; } = [ExpertDefinition.DefaultWindow, 4, 1];

    /// <summary>Factors of the default weight decay that are tried.</summary>
    public static IReadOnlyList<double> DecayFactors { get; } = [1, 3, 0.3];

    /// <summary>The space of a training with the defaults.</summary>
    /// <param name="expert">Whose defaults.</param>
    /// <param name="window">The window that was asked for; null for all.</param>
    public static SelectionSpace Of(ExpertDefinition expert, int? window)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return new(
            window is { } one ? [one] : AllWindows,
            [.. DecayFactors.Select(f => f * expert.Defaults.WeightDecay)]
        );
    }

    /// <summary>Settings that are all given: only the number of epochs is chosen.</summary>
    public static SelectionSpace Given(int window, double weightDecay) => new([window], [weightDecay]);
}
