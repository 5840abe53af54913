using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ReferenceTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_reference_of_the_API_is_drawn_from_this_server_alone()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "API", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("h1").First).ToContainTextAsync("Ploutos");
        await Assertions
            .Expect(tab.Page.GetByText("The prediction of one ticker, from its stored bars.").First)
            .ToBeAttachedAsync();
        await tab.ShootAsync("api-reference");
        tab.IsQuiet();
    }
}
