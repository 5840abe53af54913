using System.Net;
using System.Text;

namespace Ploutos.Research.Reports;

/// <summary>A page that is one file and needs nothing else, no network either: light and dark,
/// readable on a phone and in print. Its charts are drawn by the bundled Apache ECharts in the
/// reader's browser.</summary>
internal static class HtmlPage
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">HTML between <c>main</c> and its end.</param>
    /// <param name="scripts">The page's own scripts, as <c>Name.js</c>; they find its data in
    /// <c>page.data</c>.</param>
    /// <param name="json">The data. The serialiser must have escaped '&lt;', so that no name or
    /// value can end the script element.</param>
    public static string Render(string title, string body, IReadOnlyList<string> scripts, string json)
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(title),
            ["style"] = Resource("page.css"),
            ["body"] = body,
            ["data"] = json,
            ["echarts"] = Resource("echarts.min.js"),
            ["page"] = Resource("page.js"),
            ["script"] = string.Join('\n', scripts.Select(Resource)),
        };
        return Fill(Resource("page.html"), parts);
    }

    /// <summary>An embedded text of this assembly.</summary>
    public static string Resource(string name)
    {
        using Stream stream =
            typeof(HtmlPage).Assembly.GetManifestResourceStream($"Ploutos.Reports.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is not embedded.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Each <c>{{name}}</c> once, in one pass: what is filled in is not looked at again.</summary>
    private static string Fill(string template, Dictionary<string, string> parts)
    {
        var text = new StringBuilder();
        int at = 0;
        for (
            int open = template.IndexOf("{{", StringComparison.Ordinal);
            open >= 0;
            open = template.IndexOf("{{", at, StringComparison.Ordinal)
        )
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            text.Append(template, at, open - at).Append(parts[template[(open + 2)..close]]);
            at = close + 2;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }
}
