namespace Ploutos.Workspace.Events;

/// <summary>One of a known number of items is done.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">What was done, such as a ticker.</param>
/// <param name="Done">Items done.</param>
/// <param name="Total">All items.</param>
public sealed record ItemDone(string Stage, string Item, int Done, int Total) : WorkflowEvent;
