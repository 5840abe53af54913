using Ploutos.MarketData;

namespace Ploutos.Experts.Definitions;

/// <summary>An input that is a column of a file.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="File">The file, as the expert's file names it.</param>
/// <param name="Values">From a ticker's bars to one value a bar; NaN where there is none.</param>
public sealed record FileColumn(string Name, string File, Func<BarSeries, double[]> Values);
