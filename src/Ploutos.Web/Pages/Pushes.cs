using Ploutos.Signals.Predict;
using Ploutos.Workflows;

namespace Ploutos.Web.Pages;

/// <summary>Features with what they added to an expert's margin, for a table with bars.</summary>
/// <param name="Features">The rows.</param>
/// <param name="Most">The contribution whose bar is full.</param>
/// <param name="Against">The class that bars to the left speak for.</param>
/// <param name="Toward">The class that bars to the right speak for.</param>
internal sealed record Pushes(IReadOnlyList<FeatureContribution> Features, double Most, string Against, string Toward)
{
    /// <summary>Rows that are shown at once; the rest can be unfolded.</summary>
    public const int Shown = 6;
}
