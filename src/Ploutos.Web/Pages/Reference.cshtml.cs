using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Web.Safety;

namespace Ploutos.Web.Pages;

/// <summary>The reference of the API, drawn by Scalar from <c>/openapi/v1.json</c>.</summary>
internal sealed class ReferenceModel : PageModel
{
    /// <summary>The page; Scalar writes style elements.</summary>
    public void OnGet() => Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReferencePolicy;
}
