namespace Ploutos.Tuning.Tests;

public sealed class ImportanceTests
{
    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void The_parameter_that_decides_comes_first_and_one_without_effect_last(StudyDirection direction)
    {
        Study study = Study.Create(new StudyOptions { Direction = direction, Sampler = new RandomSampler(4) });
        int sign = direction == StudyDirection.Minimize ? 1 : -1;
        study.Optimize(
            t =>
            {
                double value =
                    10 * Math.Pow(t.SuggestFloat("decides", -1, 1), 2)
                    + Math.Abs(t.SuggestInt("helps", 1, 9) - 5) / 4.0;
                t.SuggestFloat("idle", 1e-5, 1, log: true);
                t.SuggestCategorical("also idle", "a", "b", "c");
                return sign * value;
            },
            new OptimizeOptions { Trials = 300 },
            TestContext.Current.CancellationToken
        );

        IReadOnlyList<ParameterImportance> importance = ParameterImportance.Of(study.Trials, direction);
        Assert.Equal(["decides", "helps"], importance.Take(2).Select(i => i.Name));
        Assert.Equal(1, importance.Sum(i => i.Share), 12);
        Assert.True(importance[0].Share > 0.6, $"decides has {importance[0].Share}");
        Assert.True(importance.Skip(2).All(i => i.Share < 0.1), string.Join(", ", importance));
    }

    [Fact]
    public void Too_few_trials_have_no_importance()
    {
        Study study = Study.Create(new StudyOptions { Sampler = new RandomSampler(4) });
        study.Optimize(
            ReferenceObjectives.Sphere,
            new OptimizeOptions { Trials = 3 },
            TestContext.Current.CancellationToken
        );
        Assert.Empty(ParameterImportance.Of(study.Trials, StudyDirection.Minimize));
    }
}
