using System.Text.Json;
using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

/// <summary>Versions of a model, looked into.</summary>
[Collection(BrowserTests.Name)]
public sealed class VersionTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Two_versions_stand_side_by_side_with_their_curves_and_what_they_look_at()
    {
        string[] versions = [.. fixture.Workflows.Models("volatility").Select(v => v.Version).Take(2)];
        await using Tab tab = await fixture.OpenAsync((1440, 900), language: "fr-FR");
        await tab.GoAsync($"/models/version?expert=volatility&version={versions[0]}");
        IPage page = tab.Page;
        await page.GetByLabel("à côté de").SelectOptionAsync(versions[1]);
        await page.ArriveAsync($"**beside={versions[1]}**");
        await Assertions.Expect(page.Locator("[data-diagnosis='2']")).ToContainTextAsync("AUC");
        foreach (string chart in new[] { "roc", "reliability" })
            await Assertions.Expect(page.Locator($"#{chart} canvas").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table.matrix")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("[data-importance] tbody tr")).ToHaveCountAsync(12); // six features each
        await Assertions.Expect(page.Locator("article.volatility")).ToHaveCountAsync(2);
        await tab.SettleAsync();
        await tab.IsAccessibleAsync();
        await tab.FitsAtAsync(360, 768, 1024, 1440);
        await tab.ShootAsync("version");
        tab.IsQuiet();
    }

    [Fact]
    public async Task The_api_tells_the_same_and_refuses_what_is_not_there()
    {
        string version = fixture.Workflows.Models("volatility")[0].Version;
        await using Tab tab = await fixture.OpenAsync();
        IAPIResponse answer = await tab.Page.APIRequest.GetAsync(
            $"/api/v7/models/volatility/diagnosis?versions={version}"
        );
        JsonElement one = (await answer.JsonAsync())!.Value.GetProperty("versions")[0];
        JsonElement[] roc = [.. one.GetProperty("roc").EnumerateArray()];
        Assert.Equal(0, roc[0].GetProperty("true_positive_rate").GetDouble());
        Assert.Equal(1, roc[^1].GetProperty("false_positive_rate").GetDouble());
        Assert.Equal(
            roc.Select(p => p.GetProperty("true_positive_rate").GetDouble()).Order(),
            roc.Select(p => p.GetProperty("true_positive_rate").GetDouble())
        );
        IAPIResponse refused = await tab.Page.APIRequest.GetAsync("/api/v7/models/volatility/diagnosis?versions=a,b,c");
        Assert.Equal(400, refused.Status);
        IAPIResponse page = await tab.Page.APIRequest.GetAsync("/models/version?expert=nobody");
        Assert.Equal(404, page.Status);
    }
}
