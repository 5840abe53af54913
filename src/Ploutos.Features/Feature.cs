using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>One column of a feature set.</summary>
/// <param name="Name">Name within its set.</param>
/// <param name="RequiredBars">Bars without a gap until the first value is defined.</param>
/// <param name="Formula">Fills the column from the series' indicators; see
/// <see cref="IndicatorSheet"/> for its length.</param>
/// <param name="ReadsAllBars">Whether the formula looks at bars that are not on the sheet, so that it needs the
/// sheet of all of them.</param>
internal sealed record Feature(string Name, int RequiredBars, FeatureFormula Formula, bool ReadsAllBars = false);

/// <summary>Writes one feature for every bar of the sheet. Looks at nothing later than the bar it
/// writes.</summary>
internal delegate void FeatureFormula(IndicatorSheet sheet, Span<double> y);

/// <summary>Columns of a feature set that are computed together.</summary>
/// <param name="Names">Their names.</param>
/// <param name="RequiredBars">Bars without a gap until all of them are defined.</param>
/// <param name="Compute">From the bars, and the market where it needs one, to the columns. Looks at
/// nothing later than the bar it writes.</param>
/// <param name="NeedsMarket">Whether it looks at all tickers of a day.</param>
internal sealed record FeatureBlock(
    IReadOnlyList<string> Names,
    int RequiredBars,
    Func<BarSeries, MarketFeatures?, FeatureMatrix> Compute,
    bool NeedsMarket = false
);
