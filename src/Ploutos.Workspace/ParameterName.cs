using System.Text.RegularExpressions;

namespace Ploutos.Workspace;

/// <summary>What .NET adds to the message of an <see cref="ArgumentException"/>: the name of a parameter in our
/// code, and the value. It says nothing to a user, and our rules name the value themselves.</summary>
public static partial class ParameterName
{
    /// <summary>A message without these additions, wherever they stand in it.</summary>
    public static string LeftOut(string message) => Addition().Replace(message, "");

    // The value ends with the first full stop that ends a sentence: other words may follow.
    [GeneratedRegex(@" \(Parameter '[^']*'\)(\r?\nActual value was .*?\.(?=\s|$))?")]
    private static partial Regex Addition();
}
