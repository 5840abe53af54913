using Microsoft.Extensions.Time.Testing;

namespace Ploutos.Tuning.Tests;

public sealed class OptimizeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Parallel_jobs_run_every_trial_once_and_callbacks_one_at_a_time()
    {
        Study study = Study.Create(new StudyOptions { Sampler = new RandomSampler(1) });
        using Barrier together = new(2);
        int inside = 0;
        List<int> seen = [];
        study.Optimize(
            t =>
            {
                // Passes only when two trials are under way at once.
                if (t.Number < 2)
                    together.SignalAndWait(Token);
                return t.SuggestFloat("x", 0, 1);
            },
            new OptimizeOptions
            {
                Trials = 40,
                Jobs = 2,
                Callbacks =
                [
                    (_, t) =>
                    {
                        Assert.Equal(1, Interlocked.Increment(ref inside));
                        seen.Add(t.Number);
                        Interlocked.Decrement(ref inside);
                    },
                ],
            },
            Token
        );
        Assert.Equal(Enumerable.Range(0, 40), seen.Order());
    }

    [Fact]
    public void After_the_timeout_no_trial_starts()
    {
        FakeTimeProvider time = new();
        Study study = Study.Create(new StudyOptions { Time = time, Sampler = new RandomSampler(1) });
        study.Optimize(
            t =>
            {
                time.Advance(TimeSpan.FromSeconds(4));
                return t.SuggestFloat("x", 0, 1);
            },
            new OptimizeOptions { Timeout = TimeSpan.FromSeconds(10) },
            Token
        );
        Assert.Equal(3, study.Trials.Count);
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void A_trial_asked_for_twice_gives_the_same_value()
    {
        Trial t = Study.Create().Ask();
        Assert.Equal(t.SuggestFloat("x", 0, 1), t.SuggestFloat("x", 0, 1));
    }

    [Fact]
    public void A_told_trial_cannot_be_told_again()
    {
        Study study = Study.Create();
        Trial t = study.Ask();
        study.Tell(t, 1);
        Assert.Throws<TrialLostException>(() => study.Tell(t, 2));
        Assert.Equal(1, study.Trials[0].Value);
    }
}
