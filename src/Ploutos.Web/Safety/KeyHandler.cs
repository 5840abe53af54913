using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ploutos.Web.Hosting;

namespace Ploutos.Web.Safety;

/// <summary>Lets in whoever bears the key in a header.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKey key
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "key";

    /// <summary>The one user there is.</summary>
    public static ClaimsPrincipal Owner(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "owner")], scheme));

    /// <summary>401, in words.</summary>
    public static Task Refuse(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"ploutos\"";
        return Problems
            .Of(
                StatusCodes.Status401Unauthorized,
                "key_needed",
                $"This server asks for its key: send it in the header {ApiKey.Header} (or Authorization: Bearer), "
                    + "or log in at /login with a browser."
            )
            .ExecuteAsync(context);
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            ApiKey.GivenBy(Request) switch
            {
                null => AuthenticateResult.NoResult(),
                { } given when key.IsRight(given) => AuthenticateResult.Success(new(Owner(SchemeName), SchemeName)),
                _ => AuthenticateResult.Fail("The key is wrong."),
            }
        );

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refuse(Context);
}
