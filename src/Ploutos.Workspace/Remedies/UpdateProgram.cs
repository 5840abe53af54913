namespace Ploutos.Workspace.Remedies;

/// <summary>Use the newer version of this program.</summary>
public sealed record UpdateProgram : Remedy;
