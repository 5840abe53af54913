namespace Ploutos.Alerts;

/// <summary>A channel of <c>alerts.json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is and where it goes, without secrets.</param>
public sealed record AlertChannelInfo(string Name, string Description);
