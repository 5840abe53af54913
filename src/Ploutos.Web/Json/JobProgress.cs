namespace Ploutos.Web.Json;

/// <summary>How far a job is.</summary>
/// <param name="Fraction">0 .. 1; null where nobody knows.</param>
/// <param name="Text">What it does, in a few words.</param>
internal sealed record JobProgress(double? Fraction, string Text);
