using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Ploutos.Web.Hosting;

/// <summary>Scripts, styles and images, from inside the assembly.</summary>
internal static class Assets
{
    /// <summary>The files of <c>wwwroot</c>.</summary>
    public static IFileProvider Files { get; } = new ManifestEmbeddedFileProvider(typeof(Assets).Assembly, "wwwroot");

    /// <summary>Serves them. An address that bears a version (<c>asp-append-version</c>) never
    /// changes its content and is kept for good; others, such as modules that a module imports, are
    /// asked for again with their ETag.</summary>
    public static void UseAssets(this IApplicationBuilder app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".js"] = types.Mappings[".mjs"] = "text/javascript; charset=utf-8";
        types.Mappings[".css"] = "text/css; charset=utf-8";
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = Files,
                ContentTypeProvider = types,
                HttpsCompression = Microsoft.AspNetCore.Http.Features.HttpsCompressionMode.Compress,
                OnPrepareResponse = static answer =>
                    answer.Context.Response.Headers.CacheControl = answer.Context.Request.Query.ContainsKey("v")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            }
        );
    }
}
