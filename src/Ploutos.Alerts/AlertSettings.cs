using Ploutos.Alerts.Channels;

namespace Ploutos.Alerts;

/// <summary>A rule of <c>alerts.json</c>.</summary>
/// <param name="On">One of <see cref="AlertRule.All"/>.</param>
/// <param name="To">Names of channels.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="Daily">Collected into one message a day instead of sent at once.</param>
public sealed record RuleSettings(string On, IReadOnlyList<string> To, IReadOnlyList<string>? Tickers, bool Daily)
{
    /// <summary>Whether the rule applies to the alert: it has the same rule name, and its ticker is
    /// among <see cref="Tickers"/>. An alert without a ticker is always covered.</summary>
    public bool Covers(Alert alert) =>
        alert.Rule == On && (Tickers is null || alert.Ticker is null || Tickers.Contains(alert.Ticker));
}

/// <summary>What <c>alerts.json</c> says.</summary>
/// <param name="Channels">By name.</param>
/// <param name="Rules">In their order.</param>
public sealed record AlertSettings(
    IReadOnlyDictionary<string, IAlertChannel> Channels,
    IReadOnlyList<RuleSettings> Rules
);
