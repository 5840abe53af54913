namespace Ploutos.Tuning.Tests;

/// <summary>Samplers and pruners alone, without a study, by what is public.</summary>
public sealed class ContextTests
{
    private static readonly FloatDistribution s_x = new(-4, 4);

    [Fact]
    public void A_sampler_is_tried_on_trials_that_are_made_up()
    {
        // The nearer to 1, the better.
        FrozenTrial[] trials =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i =>
                {
                    double x = -4 + (0.2 * i);
                    return FrozenTrial.Of(i, TrialState.Complete, [new("x", s_x, x)], Math.Abs(x - 1));
                }),
        ];
        var sampler = new TpeSampler(new TpeOptions { Seed = 3 });
        double[] drawn =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(i => sampler.SampleIndependently(new(40 + i, StudyDirection.Minimize, trials), "x", s_x)),
        ];
        Assert.All(drawn, x => Assert.InRange(x, -4, 4));
        Assert.InRange(drawn.Average(), 0, 2);

        ISampler own = new Middle();
        var context = new SamplingContext(0, StudyDirection.Maximize, []);
        Assert.Equal((0, 0.0), (own.SampleJointly(context).Count, own.SampleIndependently(context, "x", s_x)));
    }

    [Fact]
    public void A_pruner_is_tried_on_learning_curves_that_are_made_up()
    {
        FrozenTrial[] before =
        [
            .. Enumerable
                .Range(0, 5)
                .Select(i => FrozenTrial.Of(i, TrialState.Complete, [], i, new Dictionary<int, double> { [0] = i })),
        ];

        Assert.True(Prunes(new MedianPruner(), 3));
        Assert.False(Prunes(new MedianPruner(), 1));
        Assert.True(Prunes(new Above(2), 3));

        bool Prunes(IPruner pruner, double loss)
        {
            var trial = FrozenTrial.Of(5, TrialState.Running, [], null, new Dictionary<int, double> { [0] = loss });
            return pruner.ShouldPrune(new("study", StudyDirection.Minimize, trial, [.. before, trial]));
        }
    }

    private sealed class Middle : ISampler
    {
        public IReadOnlyDictionary<string, double> SampleJointly(SamplingContext context) =>
            new Dictionary<string, double>();

        public double SampleIndependently(SamplingContext context, string name, Distribution distribution) => 0;
    }

    private sealed class Above(double limit) : IPruner
    {
        public bool ShouldPrune(PruningContext context) => context.Trial.IntermediateValues.Values.Last() > limit;
    }
}
