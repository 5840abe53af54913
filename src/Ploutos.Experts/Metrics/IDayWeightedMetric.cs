namespace Ploutos.Experts.Metrics;

/// <summary>A metric prepared on one set of forecasts, ready to be taken again and again with its
/// days drawn again.</summary>
internal interface IDayWeightedMetric
{
    /// <summary>The metric when the rows of day d count <c>timesDrawn[d]</c> times; NaN where it is
    /// not defined.</summary>
    double Of(ReadOnlySpan<int> timesDrawn);
}
