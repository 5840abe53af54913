namespace Ploutos.MarketData.Quality;

/// <summary>Collects the findings of one ticker.</summary>
internal sealed class FindingLog(string ticker)
{
    private readonly List<QualityFinding> _findings = [];

    public void Add(
        DateOnly date,
        QualityReason reason,
        Severity severity,
        QualityAction action,
        InvariantText detail
    ) => _findings.Add(new(ticker, date, reason, severity, action, detail.ToString()));

    /// <summary>The days whose only row was dropped so far.</summary>
    public IReadOnlyList<DateOnly> LostDays => LossCheck.LostDays(_findings);

    public IReadOnlyList<QualityFinding> ByDate() => [.. _findings.OrderBy(f => f.Date).ThenBy(f => f.Reason)];
}
