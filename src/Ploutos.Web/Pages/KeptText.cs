using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Ploutos.Alerts;

namespace Ploutos.Web.Pages;

/// <summary>A sentence that was stored in English, as a page shows it.</summary>
/// <param name="Words">The words.</param>
/// <param name="Language">Their language; null for the page's own.</param>
internal sealed record KeptText(string Words, string? Language)
{
    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    /// <summary>Why a vintage was opened.</summary>
    public static KeptText Reason(IStringLocalizer words, string reason)
    {
        if (IsEnglish)
            return new(reason, null);
        if (reason == "first delivery")
            return Own(words["vintages.first"].Value);
        if (KeptPatterns.Changed.Match(reason) is { Success: true } changed)
            return Own(
                $"{words.Many("vintages.known", Count(changed, 1))},"
                    + $" {words.Many("vintages.removed", Count(changed, 2))},"
                    + $" {words.Many("vintages.added", Count(changed, 3))}"
            );
        if (KeptPatterns.Before.Match(reason) is { Success: true } before)
            return Own(words.Many("vintages.before-last", Count(before, 1)));
        return reason == "the checks make other bars of the same rows"
            ? Own(words["vintages.other-checks"].Value)
            : new(reason, "en");
    }

    /// <summary>Where a model's hyperparameters are from: a file, or a sentence about the defaults.</summary>
    public static KeptText Origin(IStringLocalizer words, string? origin)
    {
        if (origin is null)
            return Own(Show.None);
        if (origin == "defaults")
            return Own(words["models.from-defaults"].Value);
        return KeptPatterns.Unbeaten.Match(origin) is { Success: true } unbeaten
                ? Own(words["models.from-unbeaten", unbeaten.Groups[1].Value].Value)
            : KeptPatterns.OtherFile.Match(origin) is { Success: true } other
                ? Own(words["models.from-other-file", other.Groups[1].Value].Value)
            : Own(origin); // a file
    }

    /// <summary>What an alert is about.</summary>
    public static KeptText Title(IStringLocalizer words, AlertEntry alert)
    {
        if (IsEnglish)
            return new(alert.Title, null);
        string[] parts = alert.Id.Split(':');
        return words["alert.rule." + parts[0]] is { ResourceNotFound: false } known
            ? Own(parts is [_, not "-" and var ticker, ..] ? $"{ticker} : {known.Value}" : known.Value)
            : new(alert.Title, "en");
    }

    private static KeptText Own(string text) => new(text, null);

    private static long Count(Match match, int group) =>
        long.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>The forms of sentences that are stored.</summary>
internal static partial class KeptPatterns
{
    /// <summary>Of a vintage that tells known days otherwise.</summary>
    [GeneratedRegex(@"^(\d+) known day\(s\) changed, (\d+) gone, (\d+) new$")]
    public static partial Regex Changed { get; }

    /// <summary>Of a vintage with days before the last one that was known.</summary>
    [GeneratedRegex(@"^(\d+) day\(s\) added before the last known one$")]
    public static partial Regex Before { get; }

    /// <summary>Of defaults that a search did not beat.</summary>
    [GeneratedRegex("^defaults, which the search of (.+) did not beat$")]
    public static partial Regex Unbeaten { get; }

    /// <summary>Of defaults because the expert's file is another one.</summary>
    [GeneratedRegex("^defaults: the file of the expert was changed after the search of (.+)$")]
    public static partial Regex OtherFile { get; }
}
