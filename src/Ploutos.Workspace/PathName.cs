namespace Ploutos.Workspace;

/// <summary>The rule of names that become a file's or a folder's name below the workspace: studies,
/// reports, evaluations, backtests. A name that holds it stays in its folder on every system.</summary>
public static class PathName
{
    /// <summary>Most characters of a name.</summary>
    public const int Longest = 100;

    /// <summary>The rule in words, for messages: "... must be {Rule}".</summary>
    public const string Rule =
        "1 to 100 letters, digits, spaces and the signs . _ - + = @ ( ), "
        + "beginning with a letter, a digit or _ and not ending with a dot or a space";

    // Devices of Windows, whatever their ending
    private static readonly HashSet<string> s_devices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }),
    ];

    /// <summary>Whether a name holds the rule.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= Longest }
        && (char.IsLetterOrDigit(name[0]) || name[0] == '_')
        && name[^1] is not ('.' or ' ')
        && name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or '+' or '=' or '@' or '(' or ')')
        && !s_devices.Contains(name.Split('.')[0].Trim().ToUpperInvariant());

    /// <summary>The name, where it holds the rule.</summary>
    /// <param name="name">What a user gave.</param>
    /// <param name="what">What it names, such as "The name of a study".</param>
    /// <exception cref="PloutosException">It breaks the rule.</exception>
    public static string Check(string name, string what) =>
        IsValid(name)
            ? name
            : throw new PloutosException(
                Fault.WrongUsage,
                $"{what} must be {Rule}, but got '{Shown(name)}'. Choose another name."
            );

    private static string Shown(string name)
    {
        string plain = string.Concat((name ?? "").Select(c => char.IsControl(c) ? '?' : c));
        return plain.Length <= Longest ? plain : $"{plain[..Longest]}...";
    }
}
