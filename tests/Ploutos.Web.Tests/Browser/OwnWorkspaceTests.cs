using Microsoft.Playwright;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests.Browser;

/// <summary>What changes a workspace, in one of its own.</summary>
[Collection(BrowserTests.Name)]
public sealed class OwnWorkspaceTests(BrowserFixture fixture, SimulatedWorkspace made)
{
    [Fact]
    public async Task A_candidate_stands_beside_the_present_model_and_predicts_after_a_click()
    {
        using TemporaryFolder folder = made.Copy();
        string version = "";
        await using Served served = await Served.StartAsync(
            folder.Path,
            (_, workflows) =>
                version = workflows
                    .Train(
                        new()
                        {
                            Experts = ["volatility"],
                            Seed = 9,
                            Tickers = ["SIM01"],
                            Window = 1,
                            TestFrom = new(2016, 1, 4),
                            Candidate = true,
                        }
                    )[0]
                    .Version
        );
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);
        await tab.GoAsync("/models");
        ILocator both = tab.Page.Locator($"[data-comparison='{version}']");
        await Assertions.Expect(both.Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(both.Locator("xpath=..")).ToContainTextAsync("log-loss");
        await tab.IsAccessibleAsync();
        await tab.ShootAsync("models-candidate");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = version }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(version);
        Assert.Equal(version, served.Workflows.Models("volatility").Single(v => v.IsCurrent).Version);

        await tab.GoAsync("/analyse?ticker=SIM02"); // its models know SIM01 alone
        await Assertions
            .Expect(tab.Page.Locator("[data-caution=OtherTickers]"))
            .ToContainTextAsync("SIM02 n'est pas un titre d'entraînement de ces experts : Momentum, Retour");
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_first_search_is_followed_from_study_to_study_and_leaves_nothing_running()
    {
        using TemporaryFolder folder = made.Copy();
        foreach (string file in Directory.EnumerateFiles(folder.File("logs"), "studies.db*"))
            File.Delete(file);
        await using Served served = await Served.StartAsync(folder.Path);
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);
        await tab.GoAsync("/optimisation");
        IPage page = tab.Page;
        await page.GetByLabel("Retour à la moyenne").UncheckAsync();
        await page.GetByLabel("Essais par expert").FillAsync("3");
        await page.GetByText("Autres options").PressAsync("Enter");
        await page.GetByLabel("Barres vues par l'attention").FillAsync("1");
        await page.GetByLabel("Époques max. par essai").FillAsync("1");
        await page.Locator("#opt-tickers").FillAsync("SIM01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Optimiser" }).ClickAsync();
        await Assertions.Expect(page.Locator("#study-view")).ToHaveAttributeAsync("data-study", "v7_volatility");
        ILocator job = page.Locator("[data-job=optimize]");
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("terminé");
        await Assertions.Expect(page.Locator("#history canvas").First).ToBeVisibleAsync();

        await page.Locator(".start > summary").PressAsync("Enter");
        await page.GetByLabel("Momentum", new() { Exact = true }).UncheckAsync();
        await page.GetByLabel("Retour à la moyenne").UncheckAsync();
        await page.GetByLabel("Essais par expert").FillAsync("500");
        await page.GetByText("Autres options").PressAsync("Enter");
        await page.GetByLabel("Barres vues par l'attention").FillAsync("1");
        await page.GetByLabel("Époques max. par essai").FillAsync("1");
        await page.Locator("#opt-tickers").FillAsync("SIM01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Optimiser" }).ClickAsync();
        await Assertions.Expect(job.Locator("[data-job-text]")).ToContainTextAsync("Volatilité : essai");
        await job.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).PressAsync("Enter");
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("annulé");
        await Assertions.Expect(page.Locator("#study-view")).Not.ToContainTextAsync("en cours");

        await page.Locator("#opt-tickers").FillAsync("SIM02"); // other bars than the study's
        await page.GetByRole(AriaRole.Button, new() { Name = "Optimiser" }).ClickAsync();
        await Assertions.Expect(job.Locator("[data-job-state]")).ToHaveTextAsync("échoué");
        await Assertions.Expect(job.Locator("[data-job-text]")).ToContainTextAsync("Cela a échoué.");
        tab.IsQuiet();
    }

    [Fact]
    public async Task A_server_that_died_is_noticed_and_found_again()
    {
        using TemporaryFolder folder = made.Copy();
        Served served = await Served.StartAsync(folder.Path);
        string address = served.Address;
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR", at: served);
        try
        {
            await tab.GoAsync("/data");
            await Assertions.Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-live", "on");
        }
        finally
        {
            await served.DisposeAsync();
        }

        ILocator bar = tab.Page.Locator("[data-lost]");
        await Assertions.Expect(bar).ToContainTextAsync("Le serveur est injoignable depuis");
        await tab.ShootAsync("server-lost");
        await using Served again = await Served.StartAsync(folder.Path, address: address);
        await Assertions.Expect(bar).ToHaveCountAsync(0);
        await Assertions.Expect(tab.Page.Locator("#live")).ToHaveTextAsync("Le serveur est de retour.");
    }
}
