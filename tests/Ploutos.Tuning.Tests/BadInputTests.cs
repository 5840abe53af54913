namespace Ploutos.Tuning.Tests;

/// <summary>What a caller can get wrong is refused with rule, value and what to do.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_range_that_breaks_a_rule_says_which()
    {
        Trial t = Study.Create().Ask();
        AssertSays(() => t.SuggestFloat("x", 3, 1), "`low <= high` must hold", "low=3, high=1");
        AssertSays(() => t.SuggestFloat("x", 0, double.PositiveInfinity), "finite");
        AssertSays(() => t.SuggestFloat("x", double.NaN, 1), "finite");
        AssertSays(() => t.SuggestFloat("x", 0, 1, log: true), "`low > 0` must hold", "low=0");
        AssertSays(() => t.SuggestFloat("x", 0, 1, step: 0.3), "`step` must divide the range", "step=0.3", "is 0.9");
        AssertSays(() => t.SuggestFloat("x", 0, 1, step: -1), "`step > 0`");
        AssertSays(() => t.SuggestFloat("x", 1, 2, step: 1, log: true), "exclude each other");
        AssertSays(() => t.SuggestInt("n", 5, 4), "low=5, high=4");
        AssertSays(() => t.SuggestInt("n", 0, 10, log: true), "`low >= 1`");
        AssertSays(() => t.SuggestInt("n", 0, 10, step: 3), "`step` must divide the range", "is 9");
        AssertSays(() => t.SuggestCategorical<string>("c"), "at least one choice");
        AssertSays(() => t.SuggestCategorical("c", new object(), new object()), "must be a string");
    }

    [Fact]
    public void A_step_divides_its_range_despite_binary_rounding()
    {
        Trial t = Study.Create().Ask();
        Assert.InRange(t.SuggestFloat("dropout", 0.1, 0.5, step: 0.05), 0.1, 0.5);
        Assert.InRange(t.SuggestFloat("share", 0, 0.3, step: 0.1), 0, 0.3);
    }

    [Fact]
    public void A_name_keeps_its_distribution_within_a_study()
    {
        Study study = Study.Create();
        study.Ask().SuggestFloat("x", 0, 1);
        AssertSays(
            () => study.Ask().SuggestInt("x", 0, 1),
            "'x' was float(0 to 1) and is now int(0 to 1)",
            "another parameter name"
        );
        AssertSays(() => study.Ask().SuggestFloat("x", 0.5, 1, log: true), "log");
        study.Ask().SuggestCategorical("c", "a", "b");
        AssertSays(() => study.Ask().SuggestCategorical("c", "a"), "categorical('a', 'b')");
        Assert.InRange(study.Ask().SuggestFloat("x", -5, -4), -5, -4);
    }

    [Fact]
    public void NaN_is_no_value()
    {
        Study study = Study.Create();
        AssertSays(() => study.Tell(study.Ask(), double.NaN), "must be a number", "trial 0 got NaN");
        study.Optimize(_ => double.NaN, new OptimizeOptions { Trials = 1 }, Token);
        Assert.Equal(TrialState.Fail, study.Trials[1].State);
        Assert.Contains("NaN", study.Trials[1].GetUserAttribute<string>("fail_reason"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_that_fails_ends_the_call_unless_it_may_go_on()
    {
        Study study = Study.Create();
        Assert.Equal(
            "why",
            Assert
                .Throws<InvalidOperationException>(() =>
                    study.Optimize(
                        _ => throw new InvalidOperationException("why"),
                        new OptimizeOptions { Trials = 9, Jobs = 2 },
                        Token
                    )
                )
                .Message
        );
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Fail, t.State));
        int before = study.Trials.Count;
        study.Optimize(
            _ => throw new InvalidOperationException("why"),
            new OptimizeOptions { Trials = 3, ContinueAfter = e => e is InvalidOperationException },
            Token
        );
        Assert.Equal(before + 3, study.Trials.Count);
    }

    [Fact]
    public void A_taken_name_an_unknown_study_and_another_direction_are_refused()
    {
        using StudyStorage storage = StudyStorage.InMemory();
        Study.Create(new StudyOptions { Name = "a", Storage = storage });
        AssertSays(
            () => Study.Create(new StudyOptions { Name = "a", Storage = storage }),
            "'a' is taken",
            "LoadIfExists"
        );
        AssertSays(() => Study.Open(new StudyOptions { Name = "b", Storage = storage }), "no study 'b'", "'a'");
        AssertSays(
            () =>
                Study.Create(
                    new StudyOptions
                    {
                        Name = "a",
                        Storage = storage,
                        LoadIfExists = true,
                        Direction = StudyDirection.Maximize,
                    }
                ),
            "there to minimize"
        );
        AssertSays(() => Study.Create(new StudyOptions { Name = "" }), "1 to 512 characters");
    }

    [Fact]
    public void An_enqueued_value_outside_the_range_is_refused()
    {
        Study study = Study.Create();
        study.Enqueue(new Dictionary<string, object?> { ["x"] = 5.0 });
        AssertSays(() => study.Ask().SuggestFloat("x", 0, 1), "must lie in float(0 to 1)", "given 5");
    }

    [Fact]
    public void A_step_is_reported_once()
    {
        Trial t = Study.Create().Ask();
        t.Report(1, 0);
        AssertSays(() => t.Report(2, 0), "reported step 0 again");
        AssertSays(() => t.Report(2, -1), "`step >= 0`");
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Study study = Study.Create();
        AssertSays(() => study.Optimize(_ => 0, new OptimizeOptions { Jobs = 0 }, Token), "`Jobs >= 1`", "got 0");
        AssertSays(() => study.Optimize(_ => 0, new OptimizeOptions { Trials = -1 }, Token), "`Trials >= 0`");
        AssertSays(() => _ = new TpeSampler(new TpeOptions { Candidates = 0 }), "`Candidates >= 1`");
        AssertSays(() => _ = new MedianPruner(startupTrials: -1), "startupTrials");
        AssertSays(() => _ = new SuccessiveHalvingPruner(reductionFactor: 1), "`reductionFactor >= 2`");
        AssertSays(() => _ = new HyperbandPruner(10, 5), "maxResource=5");
    }

    private static void AssertSays(Action action, params string[] parts)
    {
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(action);
        foreach (string part in parts)
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }
}
