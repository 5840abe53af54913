using Ploutos.Experts.Definitions;
using Ploutos.Experts.Risk;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>The risk model is a file among those of the experts.</summary>
public sealed class RiskFileTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 5, bars: 800);

    private IPloutosWorkflows Workflows => _home.Workflows;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Its_settings_are_those_of_the_file_and_can_be_read()
    {
        ExpertView shown = Workflows.Expert("Risk");
        Assert.Contains("\"penalty\": 10", shown.Text, StringComparison.Ordinal);
        Assert.Equal((true, false, 16), (shown.BuiltIn, shown.Trained, shown.Inputs.Count));
        Assert.Equal(["har", "ewma", "deviation20"], shown.Baselines);
        Assert.Equal([5, 21], RiskTable.Horizons);
        Assert.Equal((10, 3, 100), (RiskRegression.Penalty, RiskRegression.TargetClip, RiskTraining.LeastRows));
        Assert.Contains(RiskTable.Week, RiskDefinition.BuiltIn.Horizons);
        Assert.Equal(RiskInputs.Names(RiskInputSet.Market), shown.Inputs);
    }

    [Fact]
    public void It_is_tried_on_the_stored_bars_and_trained_by_its_name_as_with_volatility()
    {
        Workflows.Import(new ImportRequest(_home.Request.Source!), null, Stop);
        ExpertCheck check = Workflows.CheckExpert("risk");
        Assert.InRange(check.Rows, 1000, 4000);
        Assert.InRange(check.ClassOne!.Value, 0.2, 0.8);
        TrainedSummary alone = Assert.Single(Workflows.Train(new() { Experts = ["RISK"] }, null, Stop));
        Assert.Equal("risk", alone.Expert);
        Assert.NotNull(alone.Evidence!.Auc);
        Assert.True(Workflows.Expert("risk").Trained);
        double[] Weights() =>
            [
                .. new RiskRegistry(_home.Workspace.ModelsFolder)
                    .Load()
                    .Card.Horizons.SelectMany(h => h.Own.Regression.Ridge.Weights),
            ];
        double[] own = Weights();
        int Versions() => new RiskRegistry(_home.Workspace.ModelsFolder).Versions().Count;
        Assert.Equal(1, Versions());
        IReadOnlyList<TrainedSummary> both = Workflows.Train(
            new() { Experts = ["volatility", "risk"], Fixed = true },
            null,
            Stop
        );
        Assert.Equal(["volatility", "risk"], both.Select(t => t.Expert));
        Assert.Equal(own, Weights());
        // The expert's training and the name mean one and the same model.
        Assert.Equal(2, Versions());
        Assert.Equal(new RiskRegistry(_home.Workspace.ModelsFolder).Current, both[1].Version);
        both = Workflows.Train(
            new()
            {
                Experts = ["volatility", "risk"],
                Fixed = true,
                Candidate = true,
            },
            null,
            Stop
        );
        Assert.Equal((3, true), (Versions(), both[1].Candidate));
        TrainedSummary kept = Assert.Single(
            Workflows.Train(new() { Experts = ["risk"], OnlyOutdated = true }, null, Stop)
        );
        Assert.Equal(0, kept.Seconds);
    }

    [Fact]
    public void Where_an_expert_that_votes_is_asked_for_it_is_refused_with_what_it_is()
    {
        Workflows.Import(new ImportRequest(_home.Request.Source!), null, Stop);
        foreach (
            Action action in (Action[])
                [
                    () => Workflows.Optimize(new() { Experts = ["risk"] }, null, Stop),
                    () => _home.Evaluate(_home.Request with { Experts = ["risk"] }),
                    () => Workflows.Prove(new() { Experts = ["risk"] }, null, Stop),
                ]
        )
            Assert.Contains(
                "'risk' is the risk model, which is trained",
                Assert.Throws<PloutosException>(action).Message,
                StringComparison.Ordinal
            );
        Assert.Throws<PloutosException>(() => Workflows.NewExpert("risk", replace: true));
    }
}
