namespace Ploutos.MarketData.Quality;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong with what is kept.</summary>
    Info,

    /// <summary>A defect that the stated rule mends, or a doubt about a few bars.</summary>
    Warning,

    /// <summary>The series may mislead a model; a strict import stops here.</summary>
    Serious,
}

/// <summary>What was done about a finding.</summary>
public enum QualityAction
{
    /// <summary>The bar stands as delivered.</summary>
    Kept,

    /// <summary>Values of the bar were replaced by the stated rule.</summary>
    Repaired,

    /// <summary>The bar is not part of the series.</summary>
    Dropped,
}

/// <summary>One defect or oddity of one ticker on one day.</summary>
/// <param name="Ticker">Whose bar.</param>
/// <param name="Date">Which day; for a run of days, its last.</param>
/// <param name="Reason">Which check found it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Action">What was done.</param>
/// <param name="Detail">The values seen and the rule applied, as a sentence.</param>
public sealed record QualityFinding(
    string Ticker,
    DateOnly Date,
    QualityReason Reason,
    Severity Severity,
    QualityAction Action,
    string Detail
);
