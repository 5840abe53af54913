using System.Diagnostics;
using Ploutos.Attacks.Mutations;

namespace Ploutos.Attacks.Engine;

/// <summary>Attacks an entrance for a time. Each input has a seed of its own, so that a find can be
/// repeated alone.</summary>
internal static class Attack
{
    private const int Stride = 7919;
    private const double Mega = 1 << 20;

    /// <summary>Sends inputs until the time is over or one hangs.</summary>
    public static AttackReport Run(IEntrance entrance, AttackBudget budget)
    {
        AttackReport report = new(entrance.Name, budget);
        long started = Stopwatch.GetTimestamp();
        double early = 0;
        for (int n = 0; Stopwatch.GetElapsedTime(started) < budget.Duration && report.Hangs == 0; n++)
        {
            Send(entrance, unchecked(budget.Seed + (n * Stride)), report);
            if (early == 0 && Stopwatch.GetElapsedTime(started) > budget.Duration / 10)
                early = Held();
        }

        report.Memory = (early, Held());
        return report;
    }

    private static void Send(IEntrance entrance, int seed, AttackReport report)
    {
        Dice dice = new(seed);
        long started = Stopwatch.GetTimestamp();
        Task<Exception?> sent = Task.Run(() =>
        {
            try
            {
                entrance.Attack(dice);
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        });
        report.Inputs++;
        if (!sent.Wait(AttackBudget.Patience))
        {
            report.Hangs++;
            Note(report, "hang", $"no answer within {AttackBudget.Patience.TotalSeconds} s", seed, dice);
            return;
        }

        report.SlowestMilliseconds = Math.Max(
            report.SlowestMilliseconds,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds
        );
        if (sent.Result is { } exception)
            Note(report, Where(exception), exception.Message, seed, dice);
    }

    private static void Note(AttackReport report, string where, string what, int seed, Dice dice)
    {
        if (report.Finds.FirstOrDefault(f => f.Where == where) is { } known)
        {
            known.Times++;
            return;
        }

        report.Finds.Add(new(where, what.Split('\n')[0], seed, dice.Story));
        if (dice.Bytes.Length == 0)
            return;
        string folder = Path.Combine(AppContext.BaseDirectory, "finds");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{report.Entrance}-{seed}.bin"), dice.Bytes);
    }

    private static string Where(Exception exception) =>
        exception is UnforeseenException seen ? seen.Where : Trace.Kind(exception.ToString());

    private static double Held() => GC.GetTotalMemory(forceFullCollection: true) / Mega;
}
