using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ploutos.Workspace;

namespace Ploutos.Web.Safety;

/// <summary>Who may come in: with a key set, whoever bears it in a header or has logged in with it;
/// without one, everybody on this machine.</summary>
internal static class Access
{
    /// <summary>The scheme of the login cookie.</summary>
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>How long a session lives after its last use.</summary>
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    private const string Either = "either";

    /// <summary>Begins the names of cookies: browsers don't tell servers on two ports of one
    /// machine apart.</summary>
    public static string CookieName(string purpose, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"ploutos.{purpose}.{port}");

    /// <summary>Sets up the check of a key.</summary>
    public static void AddAccess(this IServiceCollection services, ApiKey key, int port)
    {
        services.AddSingleton(key).AddSingleton<WrongKeys>();
        services.AddSingleton(p => new SessionStore(
            p.GetRequiredService<WorkspaceFolder>().ServerFolder,
            port,
            key,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<SessionStore>>()
        ));
        services
            .AddOptions<CookieAuthenticationOptions>(CookieScheme)
            .Configure<SessionStore>(static (o, sessions) => o.SessionStore = sessions);
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
                    o.ExpireTimeSpan = SessionLength;
                    o.SlidingExpiration = true;
                    o.LoginPath = "/login";
                    o.ReturnUrlParameter = "returnUrl";
                    o.Events.OnRedirectToLogin = static challenge =>
                    {
                        if (
                            challenge.Request.Path.StartsWithSegments("/api/v7")
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

    /// <summary>Keys that sign cookies and form tokens. Where a key guards the host they lie in the
    /// workspace, readable by its owner alone, so that sessions survive a restart; else they live as
    /// long as the process.</summary>
    public static void AddCookieSigning(this IServiceCollection services, int port, bool isGuarded)
    {
        if (isGuarded)
        {
            services.AddDataProtection().SetApplicationName("ploutos");
            services
                .AddOptions<KeyManagementOptions>()
                .Configure<WorkspaceFolder, ILogger<SigningKeys>>(
                    static (o, workspace, log) => o.XmlRepository = new SigningKeys(workspace.ServerFolder, log)
                );
        }
        else
        {
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
        }

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
