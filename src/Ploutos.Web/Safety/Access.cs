using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ploutos.Web.Safety;

/// <summary>Who may come in: with a key set, whoever bears it in a header or has logged in with it;
/// without one, everybody on this machine.</summary>
internal static class Access
{
    /// <summary>The scheme of the login cookie.</summary>
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string Either = "either";

    /// <summary>Begins the names of cookies: browsers don't tell servers on two ports of one
    /// machine apart.</summary>
    public static string CookieName(string purpose, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"ploutos.{purpose}.{port}");

    /// <summary>Sets up the check of a key.</summary>
    public static void AddAccess(this IServiceCollection services, ApiKey key, int port)
    {
        services.AddSingleton(key);
        services
            .AddAuthentication(Either)
            .AddPolicyScheme(
                Either,
                null,
                o =>
                    o.ForwardDefaultSelector = static context =>
                        ApiKey.GivenBy(context.Request) is null ? CookieScheme : KeyHandler.SchemeName
            )
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, null)
            .AddCookie(
                CookieScheme,
                o =>
                {
                    o.Cookie.Name = CookieName("login", port);
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Strict;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.ExpireTimeSpan = TimeSpan.FromHours(12);
                    o.SlidingExpiration = true;
                    o.LoginPath = "/login";
                    o.ReturnUrlParameter = "returnUrl";
                    o.Events.OnRedirectToLogin = static challenge =>
                    {
                        if (
                            challenge.Request.Path.StartsWithSegments("/api")
                            || challenge.Request.Path.StartsWithSegments("/metrics")
                        )
                            return KeyHandler.Refuse(challenge.HttpContext);
                        challenge.Response.Redirect(challenge.RedirectUri);
                        return Task.CompletedTask;
                    };
                }
            );
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Either).RequireAuthenticatedUser().Build());
    }

    /// <summary>Keys that sign cookies and form tokens live as long as the process: no secret lies
    /// on the disk, and a restart asks for the key again.</summary>
    public static void AddCookieSigning(this IServiceCollection services, int port)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(o =>
        {
            o.SuppressXFrameOptionsHeader = true; // SecurityHeaders says DENY
            o.HeaderName = CrossSite.TokenHeader;
            o.Cookie.Name = CookieName("antiforgery", port);
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }
}
