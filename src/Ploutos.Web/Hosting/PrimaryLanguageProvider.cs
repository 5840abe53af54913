using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Ploutos.Web.Hosting;

/// <summary>The browser's wish without its region: fr-FR and fr-CA are both fr. The framework asks
/// the culture data for a culture's parent, and there are none (InvariantGlobalization).</summary>
internal sealed class PrimaryLanguageProvider : RequestCultureProvider
{
    private readonly AcceptLanguageHeaderRequestCultureProvider _header = new();

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        await _header.DetermineProviderCultureResult(httpContext) is { } wish
            ? new([.. wish.Cultures.Select(Primary)])
            : null;

    private static StringSegment Primary(StringSegment name) =>
        name.IndexOf('-') is var hyphen and > 0 ? name.Subsegment(0, hyphen) : name;
}
