using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning.Tests;

public sealed class SamplerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_generator_draws_what_NumPy_draws()
    {
        // np.random.RandomState(42): random_sample(3), randint(0, 1000) four times, choice(3,
        // size=8, p=[.2, .5, .3])
        NumpyRandom random = new(42);
        Assert.Equal(
            [0.3745401188473625, 0.9507143064099162, 0.7319939418114051],
            new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }
        );
        random = new(42);
        Assert.Equal(
            [102, 435, 860, 270],
            new[] { random.NextIndex(1000), random.NextIndex(1000), random.NextIndex(1000), random.NextIndex(1000) }
        );
        int[] chosen = new int[8];
        new NumpyRandom(42).Choose([0.2, 0.5, 0.3], chosen);
        Assert.Equal([1, 2, 2, 1, 0, 0, 0, 2], chosen);
    }

    [Fact]
    public void A_grid_is_tried_point_by_point_and_then_the_study_ends()
    {
        GridSampler sampler = new(
            new Dictionary<string, IReadOnlyList<object?>> { ["x"] = [1.0, 2.0, 3.0], ["kind"] = ["a", "b"] }
        );
        Study study = Study.Create(new StudyOptions { Sampler = sampler });
        study.Optimize(
            t => t.SuggestFloat("x", 0, 5) + (t.SuggestCategorical("kind", "a", "b") == "a" ? 0 : 10),
            new OptimizeOptions { Jobs = 2 },
            Token
        );
        Assert.Equal(6, sampler.Count);
        Assert.Equal(6, study.Trials.Take(6).Select(t => (t.Parameters["x"], t.Parameters["kind"])).Distinct().Count());
        Assert.Equal(1.0, study.BestTrial!.Value);
    }

    [Fact]
    public void A_grid_without_one_of_the_parameters_says_which()
    {
        Study study = Study.Create(
            new StudyOptions
            {
                Sampler = new GridSampler(new Dictionary<string, IReadOnlyList<object?>> { ["x"] = [1.0] }),
            }
        );
        Assert.Contains(
            "'y'",
            Assert.Throws<ArgumentException>(() => study.Ask().SuggestFloat("y", 0, 1)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_constant_liar_keeps_parallel_proposals_apart()
    {
        Assert.True(Spread(constantLiar: true) > 1.5 * Spread(constantLiar: false));

        static double Spread(bool constantLiar)
        {
            Study study = Study.Create(
                new StudyOptions { Sampler = new TpeSampler(new TpeOptions { Seed = 5, ConstantLiar = constantLiar }) }
            );
            study.Optimize(t => Math.Pow(t.SuggestFloat("x", -10, 10), 2), new OptimizeOptions { Trials = 40 }, Token);
            // Eight workers ask before any of them has told.
            double[] asked = [.. Enumerable.Range(0, 8).Select(_ => study.Ask().SuggestFloat("x", -10, 10))];
            return asked.Max() - asked.Min();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TPE_comes_nearer_to_the_minimum_than_random_search(bool multivariate)
    {
        double tpe = Enumerable
            .Range(0, 5)
            .Average(seed => Best(new TpeSampler(new TpeOptions { Seed = (uint)seed, Multivariate = multivariate })));
        double random = Enumerable.Range(0, 5).Average(seed => Best(new RandomSampler((uint)seed)));
        Assert.True(tpe < random / 2, $"TPE {tpe}, random {random}");

        static double Best(ISampler sampler)
        {
            Study study = Study.Create(new StudyOptions { Sampler = sampler });
            study.Optimize(ReferenceObjectives.Sphere, new OptimizeOptions { Trials = 80 }, Token);
            return study.BestTrial!.Value!.Value;
        }
    }

    [Fact]
    public void Parameters_that_depend_on_others_are_proposed_alone()
    {
        Study study = Study.Create(new StudyOptions { Sampler = new TpeSampler(new TpeOptions { Seed = 1 }) });
        study.Optimize(
            t =>
                t.SuggestCategorical("kind", "near", "far") == "near"
                    ? t.SuggestFloat("a", 0, 1)
                    : 1 + t.SuggestFloat("b", 0, 1, step: 0.25),
            new OptimizeOptions { Trials = 60 },
            Token
        );
        Assert.Equal("near", study.BestTrial!.Parameters["kind"]);
        Assert.True(study.BestTrial.Value < 0.05);
    }

    [Fact]
    public void Maximising_is_minimising_the_negative()
    {
        double[] low = Values(StudyDirection.Minimize, 1),
            high = Values(StudyDirection.Maximize, -1);
        Assert.Equal(low, high.Select(v => -v));

        static double[] Values(StudyDirection direction, int sign)
        {
            Study study = Study.Create(
                new StudyOptions { Direction = direction, Sampler = new TpeSampler(new TpeOptions { Seed = 9 }) }
            );
            study.Optimize(t => sign * ReferenceObjectives.Sphere(t), new OptimizeOptions { Trials = 40 }, Token);
            return [.. study.Trials.Select(t => t.Value!.Value)];
        }
    }

    [Fact]
    public void Nothing_is_drawn_for_a_range_of_one_value()
    {
        Study study = Study.Create();
        Trial trial = study.Ask();
        Assert.Equal(
            (0.5, 3, "only"),
            (trial.SuggestFloat("a", 0.5, 0.5), trial.SuggestInt("b", 3, 3), trial.SuggestCategorical("c", "only"))
        );
    }
}
