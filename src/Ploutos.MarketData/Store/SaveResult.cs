using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>What saving a delivery did.</summary>
public enum SaveOutcome
{
    /// <summary>The ticker is new to the store.</summary>
    Created,

    /// <summary>Later days were added to the newest vintage.</summary>
    Extended,

    /// <summary>Nothing is new.</summary>
    Unchanged,

    /// <summary>The past is told differently: a new vintage was opened, the old one stays.</summary>
    Revised,
}

/// <summary>The outcome, the checked series as it now stands, and what changed.</summary>
public sealed record SaveResult(SaveOutcome Outcome, CheckedSeries Checked, Revision Revision, int Vintage);
