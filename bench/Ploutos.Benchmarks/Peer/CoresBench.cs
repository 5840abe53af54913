using Ploutos.Experts.Definitions;
using Ploutos.Neural.Threading;

namespace Ploutos.Benchmarks.Peer;

/// <summary>The three experts trained together on one core and on two, in turn. With two, a
/// training holds one core and borrows the other step by step when no other training wants
/// it.</summary>
internal static class CoresBench
{
    public static IEnumerable<object> Run(Arguments arguments)
    {
        int epochs = arguments.Number("epochs", 10),
            rounds = arguments.Number("rounds", 5);
        (ExpertDefinition Expert, PeerData Data)[] jobs =
        [
            .. ExpertDefinition.All.Select(e => (e, PeerData.Read($"{arguments.Path}-{e.Name}"))),
        ];
        Train(jobs, 4, cores: 2);
        double[] one = new double[rounds],
            two = new double[rounds];
        for (int r = 0; r < rounds; r++)
        {
            one[r] = Clock.Wall.Time(() => Train(jobs, epochs, cores: 1));
            two[r] = Clock.Wall.Time(() => Train(jobs, epochs, cores: 2));
        }

        yield return new { seconds_one_core = one, seconds_two_cores = two };
    }

    private static void Train((ExpertDefinition Expert, PeerData Data)[] jobs, int epochs, int cores)
    {
        var budget = new CoreBudget(cores);
        Thread[] threads =
        [
            .. jobs.Select(job => new Thread(() => TrainBench.Train(job.Expert, job.Data, epochs, 128, budget))
            {
                IsBackground = true,
            }),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }
}
