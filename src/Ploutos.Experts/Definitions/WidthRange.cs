namespace Ploutos.Experts.Definitions;

/// <summary>What a search may choose as the width of a hidden layer: low, low + step, up to
/// high.</summary>
/// <param name="Low">The smallest width.</param>
/// <param name="High">The largest.</param>
/// <param name="Step">Between two of them.</param>
public readonly record struct WidthRange(int Low, int High, int Step);
