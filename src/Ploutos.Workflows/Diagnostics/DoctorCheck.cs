using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Diagnostics;

/// <summary>One check of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Detail">What was found and, what is not in order.</param>
public sealed record DoctorCheck(string Name, HealthState Status, string Detail)
{
    /// <summary>What the user can do; empty where nothing is needed.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
