using System.Diagnostics;
using System.Text.Json;
using Ploutos.Tuning;

namespace Ploutos.TunerBench;

/// <summary>Time from asking for a trial to its last parameter, the objective excluded.</summary>
internal static class SamplerBench
{
    private const int FinishedTrials = 200,
        WarmUp = 300,
        Rounds = 200;

    public static int Run()
    {
        Study study = Study.Create(
            new StudyOptions { Sampler = new TpeSampler(new TpeOptions { Seed = 42 }), Pruner = new NoPruner() }
        );
        study.Optimize(SearchSpace.Evaluate, new OptimizeOptions { Trials = FinishedTrials });
        double[] milliseconds = new double[Rounds];
        for (int i = -WarmUp; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Trial trial = study.Ask();
            SearchSpace.Evaluate(trial);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            // Failed trials teach the sampler nothing, so the number it learns from stays.
            study.Tell(trial, TrialState.Fail);
            if (i >= 0)
                milliseconds[i] = elapsed;
        }
        Array.Sort(milliseconds);
        Console.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    tuner = "ploutos",
                    parameters = 8,
                    finished_trials = FinishedTrials,
                    rounds = Rounds,
                    ms_per_trial_median = milliseconds[Rounds / 2],
                    ms_per_trial_p95 = milliseconds[Rounds * 95 / 100],
                }
            )
        );
        return 0;
    }
}
