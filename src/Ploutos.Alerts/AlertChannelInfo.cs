namespace Ploutos.Alerts;

/// <summary>A channel of <c>alerts.json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is and where it goes, without secrets.</param>
/// <param name="Warning">What is unsafe about it; null where nothing is known.</param>
public sealed record AlertChannelInfo(string Name, string Description, string? Warning = null);
