using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Ploutos.Web.Pages;

/// <summary>Sentences that hold a count: <c>NAME.one</c> and <c>NAME.many</c>, where {0} is the
/// count.</summary>
internal static class Plurals
{
    /// <summary>The sentence for a count in the reader's language.</summary>
    /// <param name="words">The words.</param>
    /// <param name="name">Their name, without <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The count, 0 or more.</param>
    /// <param name="more">{1}, {2} and so on.</param>
    public static string Many(this IStringLocalizer words, string name, long count, params object[] more) =>
        words[$"{name}.{(IsOne(count) ? "one" : "many")}", [Show.Count(count), .. more]].Value;

    /// <summary>French takes none for one, too.</summary>
    private static bool IsOne(long count) => count == 1 || (count == 0 && CultureInfo.CurrentUICulture.Name == "fr");
}
