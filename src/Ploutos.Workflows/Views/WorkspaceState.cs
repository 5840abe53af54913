using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>How often each part of the workspace has changed since the views were made.</summary>
/// <param name="Data">Changes of the store.</param>
/// <param name="Models">Changes of the models.</param>
/// <param name="Studies">Changes of the studies.</param>
/// <param name="Reports">Changes of the reports.</param>
public sealed record WorkspaceState(long Data, long Models, long Studies, long Reports);
