namespace Ploutos.Alerts;

/// <summary>What came of a test alert.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Description">What it is.</param>
/// <param name="Delivered">It was taken.</param>
/// <param name="Detail">Why not, where it was not.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record AlertTest(string Channel, string Description, bool Delivered, string Detail, double Seconds);
