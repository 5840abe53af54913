using Ploutos.Workflows.Views;

namespace Ploutos.Web.Json;

/// <summary>Whether requests can be answered.</summary>
/// <param name="Status">ready or not_ready.</param>
/// <param name="Checks">What must hold.</param>
internal sealed record Readiness(string Status, IReadOnlyList<ReadyCheck> Checks);
