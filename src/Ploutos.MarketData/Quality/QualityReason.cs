namespace Ploutos.MarketData.Quality;

/// <summary>What a check found. The page <c>docs/quality-checks.md</c> tells each rule with an
/// example.</summary>
public enum QualityReason
{
    /// <summary>Open, high, low, close or volume is missing.</summary>
    MissingCells,

    /// <summary>A value is infinite.</summary>
    NotFinite,

    /// <summary>A price is zero or negative.</summary>
    NonPositivePrice,

    /// <summary>The volume is negative.</summary>
    NegativeVolume,

    /// <summary>The high is below the low.</summary>
    HighBelowLow,

    /// <summary>The open or the close lies outside the day's range.</summary>
    OutsideRange,

    /// <summary>Two rows have one date.</summary>
    DuplicateDate,

    /// <summary>A row is older than the row before it.</summary>
    UnorderedDate,

    /// <summary>No share is said to have traded.</summary>
    ZeroVolume,

    /// <summary>A price jump that looks like a split nobody adjusted for.</summary>
    SuspectedSplit,

    /// <summary>A split the source reports, where the prices move as if it had been adjusted for
    /// twice or never.</summary>
    SplitMismatch,

    /// <summary>A move beyond 25 % that trading explains.</summary>
    TrueMove,

    /// <summary>A move beyond 25 % that nothing in the bars explains.</summary>
    UnexplainedJump,

    /// <summary>A close far from both neighbours, which agree with each other.</summary>
    RevertingSpike,

    /// <summary>Trading days without a bar.</summary>
    Gap,

    /// <summary>A bar on a day the exchange was closed.</summary>
    ClosedDay,

    /// <summary>The same prices day after day.</summary>
    StaleRun,

    /// <summary>The series ends before the last finished trading day asked for.</summary>
    EndsEarly,

    /// <summary>Two sources tell different closes.</summary>
    SourcesDisagree,

    /// <summary>The bar of a day that has not ended yet, today's or a future one.</summary>
    UnfinishedDay,

    /// <summary>A high, low or open that the day's other prices and the days before do not
    /// support.</summary>
    RangeOutlier,

    /// <summary>A jump like a split's on a day on which the other tickers moved the same
    /// way.</summary>
    MarketMove,

    /// <summary>A split or dividend without a usable value.</summary>
    UnusableAction,

    /// <summary>A dividend that the adjusted prices do not show as they should, or an adjustment
    /// like a dividend's of which the source reports nothing.</summary>
    DividendMismatch,

    /// <summary>Volume across a split: brought to the shares of today, or in doubt.</summary>
    SplitVolume,

    /// <summary>A tenth of the rows or more was dropped.</summary>
    LostRows,

    /// <summary>No calendar is known for the ticker's market, so that gaps and closed days are not
    /// looked for.</summary>
    UnknownMarket,
}
