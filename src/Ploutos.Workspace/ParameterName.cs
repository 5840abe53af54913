using System.Text.RegularExpressions;

namespace Ploutos.Workspace;

/// <summary>What .NET adds to the message of an <see cref="ArgumentException"/>: the name of a parameter in our
/// code, and the value. It says nothing to a user, and our rules name the value themselves.</summary>
public static partial class ParameterName
{
    /// <summary>A message without these additions. A value is taken to reach to the end of its line, so who adds words
    /// to a message calls this first.</summary>
    public static string LeftOut(string message) => Addition().Replace(message, "");

    [GeneratedRegex(@" \(Parameter '[^']*'\)(\r?\nActual value was [^\n]*)?")]
    private static partial Regex Addition();
}
