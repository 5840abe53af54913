using Ploutos.Features;

namespace Ploutos.Experts.Foreign;

/// <summary>A model that serves an expert and is kept as a file of its own: one of another program, or boosted
/// trees.</summary>
/// <param name="Model">The model.</param>
/// <param name="Inputs">What it reads, in order.</param>
/// <param name="Content">Its file.</param>
public sealed record ServedForeign(IForeignModel Model, FeatureSet Inputs, byte[] Content)
{
    /// <summary>Bars without a gap until it says something.</summary>
    public int RequiredBars => Inputs.RequiredBars + Model.Window - 1;
}
