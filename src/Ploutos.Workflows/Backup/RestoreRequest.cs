namespace Ploutos.Workflows.Backup;

/// <summary>What to restore.</summary>
/// <param name="File">The archive.</param>
/// <param name="Force">Also over a workspace that holds something; that is kept aside.</param>
public sealed record RestoreRequest(string File, bool Force = false);
