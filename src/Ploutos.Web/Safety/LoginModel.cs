using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Safety;

namespace Ploutos.Web.Pages;

/// <summary>Trades the key for a session, so that the key need not stay in the browser. Failures
/// are counted, not views of the page, and the right key is let in whatever was given before.</summary>
[AllowAnonymous]
public sealed class LoginModel : PageModel
{
    /// <summary>The page that was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key that was given is not the key.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Seconds to wait after too many wrong keys; null where none are due.</summary>
    public int? Wait { get; private set; }

    /// <summary>Shows the form; where no key is set, there is nothing to log in to.</summary>
    public IActionResult OnGet() => Service<ApiKey>() is null ? LocalRedirect("/") : Page();

    /// <summary>Checks the key.</summary>
    public async Task<IActionResult> OnPostAsync(string? key)
    {
        if (Service<ApiKey>() is not { } right)
            return LocalRedirect("/");
        if (!right.IsRight(key))
        {
            IsWrong = true;
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            if (Service<WrongKeys>()!.Count(Client.Of(HttpContext), "login") is { } wait)
            {
                Wait = KeyHandler.SecondsOf(wait);
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Response.Headers.RetryAfter = Wait.Value.ToString(CultureInfo.InvariantCulture);
            }

            return Page();
        }

        await HttpContext.SignInAsync(Access.CookieScheme, KeyHandler.Owner(Access.CookieScheme));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }

    /// <summary>Ends the session, in the browser and here.</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        if (Service<ApiKey>() is not null)
            await HttpContext.SignOutAsync(Access.CookieScheme);
        return LocalRedirect("/login");
    }

    private T? Service<T>()
        where T : class => HttpContext.RequestServices.GetService<T>();
}
