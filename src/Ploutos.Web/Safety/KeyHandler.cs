using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ploutos.Web.Http;

namespace Ploutos.Web.Safety;

/// <summary>Lets in whoever bears the key in a header.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKey key,
    WrongKeys wrongKeys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "key";

    private static readonly object s_wait = new();

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

    /// <summary>Stops a request with a wrong key whose client gave too many, wherever it goes: no
    /// page that is open to all says whether a key is right.</summary>
    public static Task Throttle(HttpContext context, RequestDelegate next)
    {
        if (context.Items[s_wait] is not TimeSpan wait)
            return next(context);
        int seconds = SecondsOf(wait);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems
            .Of(
                StatusCodes.Status429TooManyRequests,
                "too_many_wrong_keys",
                $"Too many wrong keys came from this client. Wait {seconds} s, or send the right key."
            )
            .ExecuteAsync(context);
    }

    /// <summary>A wait in whole seconds, at least one.</summary>
    public static int SecondsOf(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiKey.GivenBy(Request) is not { } given)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (key.IsRight(given))
            return Task.FromResult(AuthenticateResult.Success(new(Owner(SchemeName), SchemeName)));
        if (wrongKeys.Count(Client.Of(Context), "header") is { } wait)
            Context.Items[s_wait] = wait;
        return Task.FromResult(AuthenticateResult.Fail("The key is wrong."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refuse(Context);
}
