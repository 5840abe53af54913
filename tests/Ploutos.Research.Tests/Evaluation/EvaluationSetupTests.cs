using Ploutos.Experts.Definitions;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;

namespace Ploutos.Research.Tests.Evaluation;

public sealed class EvaluationSetupTests
{
    private static readonly TrainingBars s_bars = TrainingBars.Of(
        new SimulatedMarket(new SimulationOptions { Tickers = 3, Bars = 800 }).Series,
        "simulated"
    );

    [Theory]
    [InlineData("logs/a.json", false, true)]
    [InlineData("defaults, which the search of logs/a.json did not beat", true, false)]
    [InlineData("defaults", false, false)]
    public void The_search_is_left_out_only_where_its_best_trial_serves(string origin, bool kept, bool serves)
    {
        ExpertDefinition expert = ExpertDefinition.Volatility;
        EvaluateRequest request = new()
        {
            Experts = [expert.Name],
            Folds = 2,
            Window = 2,
            Ablation = true,
        };
        var setup = new EvaluationSetup(
            request,
            [expert],
            new HashSet<string> { expert.Name },
            s_bars,
            EvaluationPlan.Make(request, s_bars, [expert]),
            new() { [expert.Name] = new(expert.Defaults, origin) { KeptDefaults = kept } },
            null,
            []
        );
        Assert.Equal(serves, setup.Variants.Any(v => v.Name == NetworkVariant.SearchOff));
        Assert.Equal(
            !serves,
            setup.Notes.Any(n => n.StartsWith("search_off is V7.1 itself", StringComparison.Ordinal))
        );
        // A search that kept the defaults has seen days as well.
        Assert.Equal(
            origin != "defaults",
            setup.Notes.Any(n => n.Contains("does not say what days it saw", StringComparison.Ordinal))
        );
    }
}
