using Ploutos.Workflows.Views;

namespace Ploutos.Web.Json;

/// <summary>The server at a glance.</summary>
/// <param name="Version">Of Ploutos.</param>
/// <param name="Workspace">The name of the workspace's folder, not its path.</param>
/// <param name="State">Counters that grow when a part of the workspace changes.</param>
/// <param name="RunningJobs">Kinds of jobs that run.</param>
internal sealed record ServerStatus(
    string Version,
    string Workspace,
    WorkspaceState State,
    IReadOnlyList<string> RunningJobs
);
