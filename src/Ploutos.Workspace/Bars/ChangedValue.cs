using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>A value of one day that two vintages tell differently.</summary>
public sealed record ChangedValue(DateOnly Date, string Field, double Before, double After);
