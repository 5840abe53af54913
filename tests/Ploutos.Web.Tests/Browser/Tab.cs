using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

/// <summary>One tab, which remembers what its console complained of.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob"), IsLoopback: false })
                _complaints.Add($"{page.Url} asks for {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Goes to a page and waits until its scripts have done what they do at the start.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        await SettleAsync();
    }

    /// <summary>Waits until nothing says that it is loading, and charts are drawn.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForFunctionAsync(
            """
            () => !document.querySelector('.loading')
              && [...document.querySelectorAll('.chart:not([hidden])')]
                .filter(c => c.offsetParent && c.getBoundingClientRect().top < innerHeight)
                .every(c => c.querySelector('canvas') || c.querySelector('.note'))
            """
        );
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /// <summary>Nothing was complained of so far: no script error, no blocked style, nothing asked
    /// for elsewhere.</summary>
    public void IsQuiet() => Assert.Empty(_complaints);

    /// <summary>Axe finds nothing.</summary>
    public async Task IsAccessibleAsync()
    {
        var found = await Page.RunAxe();
        if (found.Violations.Length > 0)
            Assert.Fail( // whole: a list in a message is cut short
                string.Join(
                    '\n',
                    found.Violations.Select(v =>
                        $"{Page.Url}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}"
                    )
                )
            );
    }

    /// <summary>The page is no wider than the window; else the elements that stick out are
    /// named.</summary>
    public async Task FitsAsync() =>
        Assert.Empty(
            await Page.EvaluateAsync<string[]>(
                """
                () => {
                  const root = document.documentElement, width = root.clientWidth;
                  if (root.scrollWidth <= width) return [];
                  const inScroller = e => e.closest('.scroll, .tabs, .sr, svg *');
                  const all = [...document.body.querySelectorAll('*')];
                  return [`${root.scrollWidth} px in a window of ${width} px`, ...all
                    .filter(e => !inScroller(e) && e.getBoundingClientRect().right > width)
                    .map(e => `${e.tagName} ${e.id} ${e.className.baseVal ?? e.className}: `
                      + `${e.getBoundingClientRect().left} to ${e.getBoundingClientRect().right}: `
                      + e.textContent.trim().slice(0, 60))];
                }
                """
            )
        );

    /// <summary>At each width neither the page nor a table that is meant to fit is wider than its
    /// place.</summary>
    public async Task FitsAtAsync(params int[] widths)
    {
        foreach (int width in widths)
        {
            await Page.SetViewportSizeAsync(width, 800);
            await SettleAsync();
            await FitsAsync();
            if (width < 768)
                continue; // on a phone a table may scroll within itself
            Assert.Empty(
                await Page.EvaluateAsync<string[]>(
                    """
                    () => [...document.querySelectorAll('.scroll')]
                      .filter(s => !s.querySelector('[data-wide]') && s.offsetParent)
                      .filter(s => s.scrollWidth > s.clientWidth + 1)
                      .map(s => `${innerWidth} px: ${s.ariaLabel}: ${s.scrollWidth} in ${s.clientWidth} px`)
                    """
                )
            );
        }
    }

    /// <summary>Keeps a picture of the whole page, with the charts that are drawn once they come
    /// near.</summary>
    public async Task ShootAsync(string name)
    {
        await Page.EvaluateAsync(
            """
            async () => {
              for (const chart of document.querySelectorAll('.chart:not([hidden])')) {
                if (!chart.offsetParent) continue;
                chart.scrollIntoView({ block: 'center', behavior: 'instant' });
                for (let i = 0; i < 600 && chart.offsetParent && !chart.querySelector('canvas, .note'); i++)
                  await new Promise(requestAnimationFrame);
              }
              scrollTo({ top: 0, behavior: 'instant' });
            }
            """
        );
        await SettleAsync();
        await Page.ScreenshotAsync(
            new() { Path = Path.Combine(BrowserFixture.Screenshots, name + ".png"), FullPage = true }
        );
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
