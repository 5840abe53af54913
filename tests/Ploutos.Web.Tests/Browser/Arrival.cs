using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Waits for a page that a press leads to. Playwright's own WaitForURLAsync now and then loses the event that
/// it waits for (playwright-dotnet issue 3364), and ends with a timeout on the right page; what is asked here is
/// asked of the browser again and again.</summary>
internal static class Arrival
{
    /// <summary>Waits until the page is at an address and has loaded.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">The address; ** stands for anything.</param>
    /// <param name="milliseconds">How long at most; null for the usual.</param>
    public static async Task ArriveAsync(this IPage page, string address, float? milliseconds = null)
    {
        string pattern = "^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal) + "$";
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = milliseconds });
        await page.WaitForFunctionAsync(
            "() => document.readyState === 'complete'",
            null,
            new() { Timeout = milliseconds }
        );
    }
}
