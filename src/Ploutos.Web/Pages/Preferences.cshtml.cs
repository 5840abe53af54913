using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Web.Hosting;

namespace Ploutos.Web.Pages;

/// <summary>Keeps a reader's language and theme in cookies and goes back to where they were chosen.
/// Works without scripts.</summary>
[AllowAnonymous]
public sealed class PreferencesModel : PageModel
{
    /// <summary>There is nothing to see here.</summary>
    public IActionResult OnGet() => LocalRedirect("/");

    /// <summary>Keeps what was chosen; values that are not offered are passed over.</summary>
    public IActionResult OnPost(string? theme, string? language, string? back)
    {
        var kept = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };
        if (theme is not null && Preferences.Themes.Contains(theme))
            Response.Cookies.Append(Preferences.ThemeCookie, theme, kept);
        if (Languages.All.FirstOrDefault(c => c.Name == language) is CultureInfo culture)
            Response.Cookies.Append(Languages.Cookie, CookieRequestCultureProvider.MakeCookieValue(new(culture)), kept);
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
