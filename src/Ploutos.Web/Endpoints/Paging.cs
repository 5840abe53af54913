using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Lists in pages. <c>limit</c> says how many items a page has; where more follow, the answer's
/// Link header has the address of the next page (RFC 8288), whose <c>cursor</c> names the last item that
/// was sent. So what is added or removed meanwhile neither repeats an item nor skips one.</summary>
internal static class Paging
{
    /// <summary>Items of a page whose cursor is given and whose limit is not.</summary>
    public const int UsualLimit = 100;

    /// <summary>The page that is asked for; all items where neither a limit nor a cursor is given.</summary>
    /// <param name="context">The request, and the answer that gets the header.</param>
    /// <param name="all">All items in the order of the pages.</param>
    /// <param name="limit">Most items, as asked.</param>
    /// <param name="cursor">Where the page before ended, as asked.</param>
    /// <param name="key">Names an item; no two items have the same name.</param>
    /// <exception cref="ViewException">The limit or the cursor breaks its rule.</exception>
    public static IReadOnlyList<T> Page<T>(
        this HttpContext context,
        IReadOnlyList<T> all,
        string? limit,
        string? cursor,
        Func<T, string> key
    )
    {
        if (limit is null && cursor is null)
            return all;
        int most = Asked.Limit(limit, UsualLimit),
            start = cursor is null ? 0 : After(all, cursor, key);
        T[] page = [.. all.Skip(start).Take(most)];
        if (start + page.Length < all.Count && page.Length > 0)
            context.Response.Headers.Link = $"<{Next(context.Request, most, Encode(key(page[^1])))}>; rel=\"next\"";
        return page;
    }

    private static int After<T>(IReadOnlyList<T> all, string cursor, Func<T, string> key)
    {
        string? name = Decode(cursor);
        for (int i = 0; name is not null && i < all.Count; i++)
            if (key(all[i]) == name)
                return i + 1;
        throw new ViewException(
            ViewFault.BadRequest,
            $"'cursor' must be that of a Link header of this list, but '{cursor}' names none of its items. Begin again"
                + " without it."
        );
    }

    private static string Next(HttpRequest request, int limit, string cursor)
    {
        Dictionary<string, string?> query = request
            .Query.Where(q => q.Key.ToUpperInvariant() is not ("LIMIT" or "CURSOR"))
            .ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        query["limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
        query["cursor"] = cursor;
        return QueryHelpers.AddQueryString(UriHelper.BuildRelative(request.PathBase, request.Path), query);
    }

    private static string Encode(string name) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(name));

    private static string? Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
