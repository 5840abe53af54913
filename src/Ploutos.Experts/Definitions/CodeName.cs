namespace Ploutos.Experts.Definitions;

/// <summary>The rule for names of features and labels in code.</summary>
internal static class CodeName
{
    private const int Longest = 64;

    /// <summary>Checks a name.</summary>
    /// <param name="kind">What is named, as "feature".</param>
    /// <param name="name">The name.</param>
    /// <param name="taken">Names that are built in.</param>
    /// <param name="takenBy">What has these names, as "set".</param>
    /// <exception cref="ArgumentException">It breaks the rule.</exception>
    public static void Require(string kind, string name, IReadOnlyList<string> taken, string takenBy)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (
            name.Length is < 1 or > Longest
            || !char.IsAsciiLetterLower(name[0])
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            || taken.Contains(name)
        )
            throw new ArgumentException(
                $"A {kind}'s name must be 1 to {Longest} small letters, digits and '_', beginning with a letter, and"
                    + $" the name of no {takenBy}, but is '{name}'. Choose another one.",
                nameof(name)
            );
    }
}
