namespace Ploutos.Alerts;

/// <summary>Channels, rules, and what is or was on its way.</summary>
public sealed record AlertOverview(
    IReadOnlyList<AlertChannelInfo> Channels,
    IReadOnlyList<AlertRuleInfo> Rules,
    IReadOnlyList<AlertEntry> Outbox
);
