using Ploutos.MarketData;

namespace Ploutos.Workspace.Bars;

/// <summary>The series that may be used, and the serious findings of all that were asked for.</summary>
/// <param name="Series">Those without a serious finding, or all where findings were accepted; in the
/// order asked.</param>
/// <param name="Findings">By ticker and date; of tickers that were left out or accepted.</param>
public sealed record AdmittedBars(IReadOnlyList<BarSeries> Series, IReadOnlyList<SeriousFinding> Findings);
