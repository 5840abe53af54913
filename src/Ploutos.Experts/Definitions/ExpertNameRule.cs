using Ploutos.Features.Inputs;

namespace Ploutos.Experts.Definitions;

/// <summary>What an expert of a file may be called: its name is that of a file, of a folder, of
/// columns, and stands on command lines.</summary>
public static class ExpertNameRule
{
    private const int Longest = 32;

    // Questions of the vote and columns of labels begin with these: ensemble_1d, label_momentum.
    private static readonly string[] s_takenBeginnings = ["ensemble_", "label_"];

    // Columns, forecasters and inputs that have these names already.
    private static readonly string[] s_taken =
    [
        "all",
        "ensemble",
        "network",
        "risk_market",
        "ticker",
        "date",
        "fold",
        "path",
        "score",
        "signal",
        .. BaselineNames.All,
        .. FeatureChoice.TakenNames,
    ];

    /// <summary>The folder of the expert's model below <c>models/</c>.</summary>
    public static string FolderOf(string name) => $"expert_{name}";

    /// <summary>The rule that a name breaks, in sentences; null where it breaks none.</summary>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (
            name.Length is < 1 or > Longest
            || !char.IsAsciiLetterLower(name[0])
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-')
        )
            return $"The name of an expert must be 1 to {Longest} small letters, digits, '_' and '-', beginning with a"
                + $" letter, but is '{name}'. Choose another one.";
        return
            s_taken.Contains(name, StringComparer.Ordinal)
            || s_takenBeginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal))
            ? $"'{name}' is a name of Ploutos itself. Choose another one for the expert."
            : null;
    }
}
