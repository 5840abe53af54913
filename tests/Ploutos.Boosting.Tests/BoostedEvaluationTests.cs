using Ploutos.Experts.Trees;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Tests.Evaluation;

namespace Ploutos.Boosting.Tests;

public sealed class BoostedEvaluationTests
{
    private static readonly string[] s_names = ["boosting", "boosting_all"];

    [Fact]
    public void Every_expert_is_held_against_boosting_the_same_at_one_core_and_at_two()
    {
        _ = Boosting.OrSkip();
        using EvaluationWorkspace one = new(parts: new BoostingPart()),
            two = new(parts: new BoostingPart());
        EvaluationResult result = one.Evaluate(one.Request with { Cores = 1 });
        foreach (
            QuestionEvaluation question in result.Questions.Where(q =>
                !q.Question.StartsWith("ens", StringComparison.Ordinal)
            )
        )
        {
            Assert.Equal(s_names, question.Forecasters.Select(f => f.Name).Intersect(s_names));
            foreach (string name in s_names)
            {
                ForecasterEvaluation boosted = question.Forecaster(name)!;
                Assert.Equal("baseline", boosted.Kind);
                Assert.Contains("LightGBM", boosted.Description, StringComparison.Ordinal);
                Assert.InRange(boosted.Metrics["log_loss"].Value, 0.3, 0.9);
                Assert.NotNull(question.Compare("v7.1", name));
            }
        }

        Assert.DoesNotContain(result.Notes, n => n.Contains("boosting", StringComparison.Ordinal));
        EvaluationResult other = two.Evaluate(two.Request with { Cores = 2 });
        Assert.Equal(EvaluationWorkspace.Forecasts(result), EvaluationWorkspace.Forecasts(other));
    }

    [Fact]
    public void Where_it_does_not_load_the_reason_is_named_and_the_rest_is_evaluated()
    {
        using EvaluationWorkspace home = new(tickers: 1, parts: new Absent());
        EvaluationResult result = home.Evaluate(home.Request with { Experts = ["volatility"] });
        Assert.DoesNotContain(result.Questions[0].Forecasters, f => s_names.Contains(f.Name));
        Assert.Contains("No gradient boosting among the baselines: a library is missing.", result.Notes);
    }

    [Fact]
    public void Without_the_part_that_is_said()
    {
        using EvaluationWorkspace home = new(tickers: 1);
        EvaluationResult result = home.Evaluate(home.Request with { Experts = ["volatility"] });
        Assert.DoesNotContain(result.Questions[0].Forecasters, f => s_names.Contains(f.Name));
        Assert.Contains(result.Notes, n => n.EndsWith("without the part Ploutos.Boosting.", StringComparison.Ordinal));
    }

    /// <summary>A part whose library does not load.</summary>
    private sealed class Absent : IServiceProvider, IGradientBoosting
    {
        public string Name => "absent";

        public string? Unavailable => "a library is missing.";

        public object? GetService(Type serviceType) => serviceType == typeof(IGradientBoosting) ? this : null;

        public int ChooseTrees(BoostingRows training, BoostingRows validation) => throw new InvalidOperationException();

        public IFittedTrees Fit(BoostingRows rows, int trees) => throw new InvalidOperationException();
    }
}
