using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Tuning.Tests;

public sealed class PrunerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Debian's Optuna prunes the same learning curves: its rules for these pruners are
    /// those of later versions. Both run trials without parameters, so that only the pruner
    /// decides.</summary>
    [Theory]
    [InlineData("MedianPruner(n_startup_trials=3, n_warmup_steps=4, interval_steps=2)")]
    [InlineData("PercentilePruner(25.0, n_startup_trials=2, n_min_trials=3)")]
    [InlineData("SuccessiveHalvingPruner()")]
    [InlineData("SuccessiveHalvingPruner(min_resource=2, reduction_factor=2, min_early_stopping_rate=1)")]
    [InlineData("SuccessiveHalvingPruner(min_resource=1, reduction_factor=3, bootstrap_count=4)")]
    [InlineData("HyperbandPruner(min_resource=1, max_resource=27, reduction_factor=3)")]
    [InlineData("HyperbandPruner()")]
    public void A_pruner_ends_the_trials_that_Optunas_ends_at_the_same_steps(string python)
    {
        const string optuna = "/usr/lib/python3/dist-packages/optuna";
        Assert.SkipUnless(
            Directory.Exists(optuna),
            "needs Debian's python3-optuna (apt-get install python3-optuna), which is not on this machine"
        );
        foreach (StudyDirection direction in Enum.GetValues<StudyDirection>())
        {
            string output = Command.Run(
                "/usr/bin/python3",
                "-W",
                "ignore",
                "-c",
                """
                import optuna, math, json, sys
                optuna.logging.set_verbosity(optuna.logging.ERROR)
                sign = 1 if sys.argv[1] == "minimize" else -1
                def f(t):
                    for s in range(27):
                        v = sign * (((t.number * 7919) % 101) / 50.0 + 3.0 / (s + 1) + math.sin(t.number + s) / 4)
                        t.report(math.nan if t.number == 9 else v, s)
                        if t.should_prune(): raise optuna.TrialPruned()
                    return v
                pruner = eval("optuna.pruners." + sys.argv[2])
                s = optuna.create_study(study_name="curves", direction=sys.argv[1], pruner=pruner)
                s.optimize(f, n_trials=60, catch=(ValueError,))
                print(json.dumps([len(t.intermediate_values) for t in s.trials]))
                """,
                direction.ToString().ToLowerInvariant(),
                python
            );
            Study study = Study.Create(
                new StudyOptions
                {
                    Name = "curves",
                    Direction = direction,
                    Sampler = new RandomSampler(1),
                    Pruner = Ours(python),
                }
            );
            study.Optimize(
                t => Curve(t, direction == StudyDirection.Minimize ? 1 : -1),
                new OptimizeOptions { Trials = 60 },
                Token
            );
            Assert.Equal(
                JsonSerializer.Deserialize<int[]>(output),
                study.Trials.Select(t => t.IntermediateValues.Count)
            );
            Assert.Contains(study.Trials, t => t.State == TrialState.Pruned);
        }
    }

    [Fact]
    public void Without_a_pruner_every_trial_runs_to_its_end()
    {
        Study study = Study.Create(new StudyOptions { Sampler = new RandomSampler(1), Pruner = new NoPruner() });
        study.Optimize(t => Curve(t, 1), new OptimizeOptions { Trials = 20 }, Token);
        Assert.All(study.Trials, t => Assert.Equal(27, t.IntermediateValues.Count));
    }

    private static IPruner Ours(string python) =>
        python switch
        {
            "MedianPruner(n_startup_trials=3, n_warmup_steps=4, interval_steps=2)" => new MedianPruner(3, 4, 2),
            "PercentilePruner(25.0, n_startup_trials=2, n_min_trials=3)" => new PercentilePruner(25, 2, minTrials: 3),
            "SuccessiveHalvingPruner()" => new SuccessiveHalvingPruner(),
            "SuccessiveHalvingPruner(min_resource=2, reduction_factor=2, min_early_stopping_rate=1)" =>
                new SuccessiveHalvingPruner(2, 2, 1),
            "SuccessiveHalvingPruner(min_resource=1, reduction_factor=3, bootstrap_count=4)" =>
                new SuccessiveHalvingPruner(1, 3, 0, 4),
            "HyperbandPruner(min_resource=1, max_resource=27, reduction_factor=3)" => new HyperbandPruner(1, 27, 3),
            _ => new HyperbandPruner(),
        };

    private static double Curve(Trial t, int sign)
    {
        double v = 0;
        for (int s = 0; s < 27; s++)
        {
            v = sign * (t.Number * 7919 % 101 / 50.0 + 3.0 / (s + 1) + Math.Sin(t.Number + s) / 4);
            t.Report(t.Number == 9 ? double.NaN : v, s);
            if (t.ShouldPrune())
                throw new TrialPrunedException();
        }
        return v;
    }
}
