namespace Ploutos.Workflows.Diagnostics;

/// <summary>One check of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">ok, warning or error.</param>
/// <param name="Detail">What was found and, if it is not ok, what to do.</param>
public sealed record DoctorCheck(string Name, string Status, string Detail);
