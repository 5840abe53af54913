using Ploutos.Features;

namespace Ploutos.Experts.Foreign;

/// <summary>A foreign model that serves an expert.</summary>
/// <param name="Model">The model.</param>
/// <param name="Inputs">What it reads, in order.</param>
/// <param name="Content">Its file.</param>
public sealed record ServedForeign(IForeignModel Model, FeatureSet Inputs, byte[] Content)
{
    /// <summary>Bars without a gap until it says something.</summary>
    public int RequiredBars => Inputs.RequiredBars + Model.Window - 1;
}
