using System.CommandLine;

namespace Ploutos.Cli.Options;

/// <summary><c>--yes</c>: a person's answer, given beforehand.</summary>
internal static class YesOption
{
    /// <summary>The option's name.</summary>
    public const string Name = "--yes";

    /// <summary>The option.</summary>
    /// <param name="description">What is agreed to.</param>
    public static Option<bool> Create(
        string description = "Begin a first training without asking, however long it takes."
    ) => new(Name, "-y") { Description = description };
}
