using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Pages;

/// <summary>What a reader may choose, and the frame's tabs.</summary>
internal static class Preferences
{
    /// <summary>Keeps the theme; the server writes it into the page, so that no page flashes in
    /// another one first.</summary>
    public const string ThemeCookie = "ploutos.theme";

    /// <summary>Themes; the first is the default.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["system", "light", "dark"];

    /// <summary>The tabs: name and path.</summary>
    public static IReadOnlyList<(string Name, string Path)> Tabs { get; } =
    [
        ("today", "/"),
        ("analyse", "/analyse"),
        ("watchlist", "/watchlist"),
        ("optimisation", "/optimisation"),
        ("models", "/models"),
        ("backtests", "/backtests"),
        ("data", "/data"),
    ];

    /// <summary>The reader's theme.</summary>
    public static string ThemeOf(HttpRequest request) =>
        request.Cookies.TryGetValue(ThemeCookie, out string? theme) && Themes.Contains(theme) ? theme : Themes[0];
}
