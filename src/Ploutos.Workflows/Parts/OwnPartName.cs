namespace Ploutos.Workflows.Parts;

/// <summary>The rule for names of parts in code that stand in settings files.</summary>
internal static class OwnPartName
{
    private const int Longest = 32;

    /// <summary>Checks a name.</summary>
    /// <param name="kind">What is named, as "source".</param>
    /// <param name="name">The name.</param>
    /// <param name="taken">Names that are taken.</param>
    /// <exception cref="ArgumentException">It breaks the rule.</exception>
    public static void Require(string kind, string name, IEnumerable<string> taken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (
            name.Length is < 1 or > Longest
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            || taken.Contains(name, StringComparer.Ordinal)
        )
            throw new ArgumentException(
                $"A {kind}'s name must be 1 to {Longest} small letters, digits, '_' and '-', and not taken, but is"
                    + $" '{name}'. Choose another one.",
                nameof(name)
            );
    }
}
