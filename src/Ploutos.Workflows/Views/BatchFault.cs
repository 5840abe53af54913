using System.Text.Json.Serialization;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Why one ticker of a batch has no prediction.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
public sealed record BatchFault(ViewFault Fault, string Detail);
