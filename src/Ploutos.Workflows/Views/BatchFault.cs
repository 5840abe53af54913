using System.Text.Json.Serialization;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>Why one ticker of a batch has no prediction.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Detail">What is wrong.</param>
public sealed record BatchFault(ViewFault Fault, string Detail)
{
    /// <summary>What the reader can do; empty where the detail says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
