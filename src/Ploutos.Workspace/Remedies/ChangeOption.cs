namespace Ploutos.Workspace.Remedies;

/// <summary>Give a value of the request differently.</summary>
/// <param name="Name">The value's name in camelCase, such as <c>firstTest</c>.</param>
/// <param name="Rule">What it must be, in a few words, such as <c>1 or more</c>.</param>
public sealed record ChangeOption(string Name, string Rule) : Remedy;
