using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Json;

/// <summary>What is wrong with one ticker of a batch, as a problem would tell it.</summary>
internal sealed record BatchError(int Status, string Code, string Detail, IReadOnlyList<Remedy> Remedies);
