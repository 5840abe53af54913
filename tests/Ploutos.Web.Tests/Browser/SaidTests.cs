using System.Text.Json;
using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

/// <summary>What scripts make of the server's words.</summary>
[Collection(BrowserTests.Name)]
public sealed class SaidTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("""{"kind":"demo","title":"a simulated market"}""", "un marché simulé")]
    [InlineData("""{"kind":"import","title":"A.csv","request":{"file":"A.csv","ticker":null}}""", "A.csv")]
    [InlineData(
        """{"kind":"prove","title":"x","request":{"experts":["reversion"],"tickers":["NVDA"]}}""",
        "Retour à la moyenne, NVDA"
    )]
    [InlineData("""{"kind":"prove","title":"x","request":{}}""", "Momentum, Retour à la moyenne, Volatilité")]
    public async Task Every_kind_of_job_has_a_title_in_the_readers_language(string job, string title)
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/data");
        Assert.Equal(
            title,
            await tab.Page.EvaluateAsync<string>(
                "async job => (await import('/js/said.js')).title(JSON.parse(job))",
                job
            )
        );
    }

    [Theory]
    [InlineData("note-no-rows", "momentum|SIM02", "Momentum : aucune ligne à apprendre de SIM02")]
    [InlineData("note-risk-fitted", "m1|3.2", "modèle de risque m1 ajusté et testé en 3,2 s")]
    [InlineData(
        "note-evidence-from",
        "volatility|2016-01-04|2016-02-22|2016-01-05",
        "Volatilité : choisi par des jours jusqu'au 04/01/2016 ; les preuves comptent à partir du 22/02/2016"
            + " au lieu du 05/01/2016"
    )]
    [InlineData("note-proof-pass", "shuffled", "Étiquettes mélangées : passée")]
    [InlineData("unit", "base_rate|momentum|3|2|8", "Fréquence de base, Momentum, pli 3 (2 sur 8 terminés)")]
    [InlineData("trial", "momentum|2|5|0.69311", "Momentum : essai 2 sur 5, meilleur 0,69311")]
    public async Task The_log_of_a_job_is_told_in_the_readers_language(string name, string values, string told)
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        await tab.GoAsync("/data");
        JsonElement said = (
            await tab.Page.EvaluateAsync<JsonElement>(
                """
                async ([name, values]) =>
                  (await import('/js/said.js')).progress({ progress: { text: 'in English', said: { name, values } } })
                """,
                new object[] { name, values.Split('|') }
            )
        );
        Assert.Equal(("fr", told), (said.GetProperty("lang").GetString(), said.GetProperty("text").GetString()));
    }
}
