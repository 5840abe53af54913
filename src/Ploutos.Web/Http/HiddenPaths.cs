using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityToolkit.HighPerformance.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Workspace;

namespace Ploutos.Web.Http;

/// <summary>Takes the workspace's place on the server out of what the API and the pages say: a path in it
/// is told relative to it. It works on the finished JSON and HTML, so that no field and no message is
/// forgotten.</summary>
internal sealed class HiddenPaths
{
    private const int ShortestRoot = 3, // "/" and drives name nothing
        MostPooled = 1 << 20,
        ArraysOfASize = 4;

    /// <summary>Bodies on their way. The shared pool would keep arrays of every size for every thread.</summary>
    public static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MostPooled, ArraysOfASize);

    private readonly byte[][] _roots;

    public HiddenPaths(WorkspaceFolder workspace)
    {
        string root = workspace.Root.TrimEnd('/', '\\');
        _roots =
            root.Length < ShortestRoot
                ? []
                : [.. Forms(root).Distinct().OrderByDescending(f => f.Length).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>A text or JSON without the workspace's place.</summary>
    public string Clean(string text)
    {
        using ArrayPoolBufferWriter<byte>? cleaned = Clean(Encoding.UTF8.GetBytes(text));
        return cleaned is null ? text : Encoding.UTF8.GetString(cleaned.WrittenSpan);
    }

    /// <summary>UTF-8 text or JSON without the workspace's place; null where it does not name it.</summary>
    public ArrayPoolBufferWriter<byte>? Clean(ReadOnlySpan<byte> text)
    {
        (int at, byte[]? root) = Next(text);
        if (root is null)
            return null;
        var cleaned = new ArrayPoolBufferWriter<byte>(Pool, text.Length);
        while (root is not null)
        {
            cleaned.Write(text[..at]);
            text = text[(at + root.Length)..];
            int separator =
                text.StartsWith("/"u8) ? 1
                : text.StartsWith("\\\\"u8) ? 2
                : text.StartsWith("\\"u8) ? 1
                : 0;
            if (separator == 0)
                cleaned.Write("."u8);
            text = text[separator..];
            (at, root) = Next(text);
        }

        cleaned.Write(text);
        return cleaned;
    }

    /// <summary>Cleans the JSON of the API and the HTML of the pages; a report is a file as it was made.</summary>
    public static void Use(IApplicationBuilder app) =>
        app.UseWhen(
            static c => !c.Request.Path.StartsWithSegments("/reports"),
            static told =>
                told.Use(
                    static async (context, next) =>
                    {
                        HiddenPaths hidden = context.RequestServices.GetRequiredService<HiddenPaths>();
                        Stream body = context.Response.Body;
                        await using var held = new HeldBody(context.Response, body);
                        context.Response.Body = held;
                        try
                        {
                            await next(context);
                            await held.SendAsync(hidden, context.RequestAborted);
                        }
                        finally
                        {
                            context.Response.Body = body;
                        }
                    }
                )
        );

    /// <summary>The first place that names the workspace, and in which form; the longest where two begin
    /// there.</summary>
    private (int At, byte[]? Root) Next(ReadOnlySpan<byte> text)
    {
        (int at, byte[]? first) = (text.Length, null);
        foreach (byte[] root in _roots)
        {
            int found = text[..Math.Min(text.Length, at + root.Length)].IndexOf(root);
            if (found >= 0 && found < at)
                (at, first) = (found, root);
        }

        return (at, first);
    }

    private static IEnumerable<string> Forms(string root) =>
        [root, JsonEncodedText.Encode(root).ToString(), HtmlEncoder.Default.Encode(root), root.Replace('\\', '/')];
}
