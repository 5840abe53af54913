using Ploutos.Experts.Definitions;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Training;

/// <summary>Experts by the names a user gives them.</summary>
internal static class ExpertNames
{
    /// <summary>The experts of these names, in voting order; all three for none or "all".</summary>
    /// <exception cref="PloutosException">A name is unknown.</exception>
    public static IReadOnlyList<ExpertDefinition> Parse(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 } || names.Contains("all", StringComparer.OrdinalIgnoreCase))
            return ExpertDefinition.All;
        string known = $"one of {string.Join(", ", ExpertDefinition.All.Select(e => e.Name))} or all";
        foreach (string name in names)
        {
            if (!ExpertDefinition.All.Any(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new PloutosException(Fault.WrongUsage, $"expert must be {known}, but got '{name}'.")
                {
                    Remedies = [new ChangeOption("expert", known)],
                };
        }

        return [.. ExpertDefinition.All.Where(e => names.Contains(e.Name, StringComparer.OrdinalIgnoreCase))];
    }
}
