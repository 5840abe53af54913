namespace Ploutos.Research.Judge;

/// <summary>A file to judge.</summary>
/// <param name="Path">A CSV file of returns, signals or forecasts; docs/judge.md has its
/// columns.</param>
/// <param name="Trials">How many strategies were tried until this one was chosen; null counts those
/// in the file. At least those in the file count.</param>
/// <param name="CashRate">Annual rate that cash earns, taken off returns; a share.</param>
/// <param name="Report">An HTML file to write the report to; null for none.</param>
/// <param name="Replace">Replace a report that exists.</param>
public sealed record JudgeRequest(
    string Path,
    int? Trials = null,
    double CashRate = 0,
    string? Report = null,
    bool Replace = false
);
