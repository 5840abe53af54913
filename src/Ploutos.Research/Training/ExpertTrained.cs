using System.Text.Json.Serialization;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>An expert is trained and saved; the others may still be at it.</summary>
/// <param name="Result">What it reaches.</param>
public sealed record ExpertTrained(TrainedSummary Result) : WorkflowEvent;
