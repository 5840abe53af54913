using System.Globalization;
using System.Net;
using System.Resources;
using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Tests;
using Ploutos.Web.Pages;

namespace Ploutos.Web.Tests;

/// <summary>Pages about what is seldom: a model that its base rate serves, a day before all bars, a name
/// that another part brings.</summary>
public sealed class OddPageTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_expert_that_the_base_rate_serves_has_a_page_that_says_so()
    {
        using TemporaryFolder copy = workspace.Copy();
        var registry = new ModelRegistry(copy.File("models"));
        TrainedExpert model = registry.Load(ExpertDefinition.Momentum);
        registry.Save(
            model with
            {
                Card = model.Card with
                {
                    Serving = new()
                    {
                        Forecaster = ModelServing.BaseRateName,
                        Named = false,
                        BaseRate = 0.53,
                        Parts = [],
                        Market = [],
                        Compared = [],
                    },
                },
            }
        );
        await using Server server = await Server.Start(copy.Path);
        using HttpResponseMessage page = await server.Client.GetAsync("/analyse?handler=Why&ticker=SIM01", Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(
            "The base rate serves this question",
            await page.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0003-12-31")]
    [InlineData("9999-12-31")]
    public async Task A_day_without_bars_is_no_fault_of_the_page(string day)
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage page = await server.Client.GetAsync($"/analyse?ticker=SIM01&as_of={day}", Stop);
        Assert.NotEqual(HttpStatusCode.InternalServerError, page.StatusCode);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_forecaster_of_an_evaluation_has_a_name_in_both_languages(string language)
    {
        var texts = new ResourceManager("Ploutos.Web.Resources.Texts", typeof(Texts).Assembly);
        string[] names =
        [
            Baseline.BaseRate.Name,
            Baseline.Logistic.Name,
            Baseline.TwelveOneMomentum.Name,
            Baseline.ShortTermReversal.Name,
            Baseline.LogRangeHar.Name,
            Baseline.Ewma.Name,
            Baseline.Deviation20.Name,
            "boosting",
            "boosting_all",
            ModelServing.Risk,
            ModelServing.Network,
            "v7.1",
            "v7",
        ];
        Assert.All(
            names,
            name => Assert.NotNull(texts.GetString("baseline." + name, CultureInfo.GetCultureInfo(language)))
        );
    }
}
