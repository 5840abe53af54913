using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>One column of a feature set.</summary>
/// <param name="Name">Name within its set.</param>
/// <param name="RequiredBars">Bars without a gap until the first value is defined.</param>
/// <param name="Formula">Fills the column from the series' indicators; see
/// <see cref="IndicatorSheet"/> for its length.</param>
internal sealed record Feature(string Name, int RequiredBars, FeatureFormula Formula);

/// <summary>Writes one feature for every bar of the sheet. Looks at nothing later than the bar it
/// writes.</summary>
internal delegate void FeatureFormula(IndicatorSheet sheet, Span<double> y);
