using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Tests;

public sealed class WorkerTeamTests
{
    /// <summary>Far more threads than any machine of the tests has cores, so that many of them come late or not at
    /// all.</summary>
    private const int Threads = 64;

    [Fact]
    public void Every_part_of_every_region_runs_once_however_many_threads_want_the_cores()
    {
        using var team = new WorkerTeam(Threads);
        int[] runs = new int[Threads];
        for (int region = 1; region <= 500; region++)
        {
            int parts = 1 + region * 7 % Threads,
                seen = 0;
            Array.Clear(runs);
            team.Run(
                (part, of) =>
                {
                    Assert.Equal(parts, of);
                    Interlocked.Increment(ref runs[part]);
                    Interlocked.Increment(ref seen);
                },
                parts
            );
            Assert.Equal(parts, seen);
            Assert.All(runs.Take(parts), r => Assert.Equal(1, r));
        }
    }

    [Fact]
    public void A_thread_that_is_held_up_in_its_part_leaves_the_others_parts_to_the_others()
    {
        using var team = new WorkerTeam(3);
        using var gate = new ManualResetEventSlim();
        int held = 0,
            others = 0;

        team.Run(
            (part, _) =>
            {
                // The first thread that gets here waits until all other parts have run.
                if (Interlocked.Exchange(ref held, 1) == 0)
                    Assert.True(gate.Wait(TimeSpan.FromMinutes(1)));
                else if (Interlocked.Increment(ref others) == 2)
                    gate.Set();
            },
            3
        );

        Assert.Equal(2, others);
    }
}
