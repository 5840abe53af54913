namespace Ploutos.Features.Indicators;

/// <summary>What is known of a run of consecutive values, such that the summaries of two
/// neighbouring runs can be joined into the summary of both (an associative operation). Enough to
/// slide a window over a series: see <see cref="RollingWindow"/>.</summary>
internal interface IWindowAggregate<TSelf>
    where TSelf : struct, IWindowAggregate<TSelf>
{
    /// <summary>The figure asked for; NaN where any value of the run was NaN.</summary>
    double Value { get; }

    /// <summary>The summary of one value.</summary>
    static abstract TSelf Of(double x);

    /// <summary>The summary of two runs, the second following the first.</summary>
    static abstract TSelf Join(in TSelf older, in TSelf newer);
}
