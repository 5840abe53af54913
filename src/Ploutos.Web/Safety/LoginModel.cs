using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ploutos.Web.Safety;

namespace Ploutos.Web.Pages;

/// <summary>Trades the key for a cookie, so that it need not stay in the browser.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Logins)]
public sealed partial class LoginModel(ILogger<LoginModel> log) : PageModel
{
    /// <summary>The page that was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key that was given is not the key.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Shows the form; where no key is set, there is nothing to log in to.</summary>
    public IActionResult OnGet() =>
        HttpContext.RequestServices.GetService<ApiKey>() is null ? LocalRedirect("/") : Page();

    /// <summary>Checks the key.</summary>
    public async Task<IActionResult> OnPostAsync(string? key)
    {
        if (HttpContext.RequestServices.GetService<ApiKey>() is not { } right)
            return LocalRedirect("/");
        if (!right.IsRight(key))
        {
            Refused(HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown");
            IsWrong = true;
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }

        await HttpContext.SignInAsync(Access.CookieScheme, KeyHandler.Owner(Access.CookieScheme));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }

    /// <summary>Forgets the login.</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        if (HttpContext.RequestServices.GetService<ApiKey>() is not null)
            await HttpContext.SignOutAsync(Access.CookieScheme);
        return LocalRedirect("/login");
    }

    [LoggerMessage(LogLevel.Warning, "A wrong key was given from {Client}")]
    private partial void Refused(string client);
}
