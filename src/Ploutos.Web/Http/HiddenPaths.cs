using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Workspace;

namespace Ploutos.Web.Http;

/// <summary>Takes the workspace's place on the server out of what the API says: a path in it is
/// told relative to it. It works on the finished JSON, so that no field and no message is
/// forgotten.</summary>
internal sealed class HiddenPaths
{
    private const int ShortestRoot = 3; // "/" and drives name nothing

    private readonly string[] _roots;
    private readonly byte[][] _bytes;

    public HiddenPaths(WorkspaceFolder workspace)
    {
        string root = workspace.Root.TrimEnd('/', '\\');
        _roots = root.Length < ShortestRoot ? [] : [.. Forms(root).Distinct().OrderByDescending(f => f.Length)];
        _bytes = [.. _roots.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>A text or JSON without the workspace's place.</summary>
    public string Clean(string text)
    {
        foreach (string root in _roots)
        {
            if (!text.Contains(root, StringComparison.Ordinal))
                continue;
            foreach (string end in new[] { "/", "\\\\", "\\" })
                text = text.Replace(root + end, "", StringComparison.Ordinal);
            text = text.Replace(root, ".", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Cleans the JSON of the API.</summary>
    public static void Use(IApplicationBuilder app) =>
        app.UseWhen(
            static c => c.Request.Path.StartsWithSegments("/api"),
            static api =>
                api.Use(
                    static async (context, next) =>
                    {
                        HiddenPaths hidden = context.RequestServices.GetRequiredService<HiddenPaths>();
                        Stream body = context.Response.Body;
                        await using var held = new HeldBody(context.Response, body);
                        context.Response.Body = held;
                        try
                        {
                            await next(context);
                            await held.SendAsync(hidden.Clean, context.RequestAborted);
                        }
                        finally
                        {
                            context.Response.Body = body;
                        }
                    }
                )
        );

    private ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> json) =>
        Array.Exists(_bytes, root => json.Span.IndexOf(root) >= 0)
            ? Encoding.UTF8.GetBytes(Clean(Encoding.UTF8.GetString(json.Span)))
            : json;

    private static IEnumerable<string> Forms(string root) =>
        [root, JsonEncodedText.Encode(root).ToString(), root.Replace('\\', '/')];
}
