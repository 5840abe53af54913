namespace Ploutos.Alerts;

/// <summary>A rule of <c>alerts.json</c>.</summary>
/// <param name="On">What it is about.</param>
/// <param name="To">Names of channels.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="Daily">One message a day instead of one each.</param>
public sealed record AlertRuleInfo(string On, IReadOnlyList<string> To, IReadOnlyList<string>? Tickers, bool Daily);
