using Ploutos.MarketData;

namespace Ploutos.Features.Inputs;

/// <summary>An input that is not made of bars: a column of a file, or a feature of one's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">From a ticker's bars to one value a bar; NaN where there is none. Of a bar it uses
/// nothing that is known later.</param>
public sealed record NamedColumn(string Name, Func<BarSeries, double[]> Values);
